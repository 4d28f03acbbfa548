package render

// CleanText, CodeSpan, Prose, WhyProse, Told, Shorten and Wrap are the text functions, for tests.
var (
	CleanText = clean
	CodeSpan  = codeSpan
	Prose     = prose
	WhyProse  = whyProse
	Told      = told
	Shorten   = shorten
	Wrap      = wrap
	// OutsideSentence tells what a look-up saw.
	OutsideSentence = outsideSentence
)
