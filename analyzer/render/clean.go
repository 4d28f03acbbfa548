package render

// Clean makes text that may come out of a plan fit for one line of a log: control and
// invisible characters become visible escapes, and nothing in it reads as a command of
// a CI system.
func Clean(s string) string { return openLine(clean(s)) }
