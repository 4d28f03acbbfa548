package render

// CleanText, CodeSpan, Prose, Shorten and Wrap are the text functions, for tests.
var (
	CleanText = clean
	CodeSpan  = codeSpan
	Prose     = prose
	Shorten   = shorten
	Wrap      = wrap
)
