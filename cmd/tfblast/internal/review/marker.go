package review

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Marker begins a comment and says which one it is. It is invisible where Markdown is
// rendered.
type Marker string

const (
	markerStart   = "<!-- tfblast:report:sha256:"
	baselineStart = "<!-- tfblast:baseline:"
	keptStart     = "kept:"
	commentEnd    = " -->"
)

// NewMarker is the marker of a name. It holds a digest and nothing of the name itself, so
// no name can end the comment or look like another one.
func NewMarker(name string) Marker {
	digest := sha256.Sum256([]byte(name))
	return Marker(markerStart + hex.EncodeToString(digest[:]) + commentEnd)
}

// Head is what Post writes above the body of a comment: the marker, the baseline if there is one, and a blank
// line.
func Head(m Marker, baseline string) string {
	head := string(m) + "\n"
	if baseline != "" {
		head += baselineStart + baseline + commentEnd + "\n"
	}
	return head + "\n"
}

// Keep marks a baseline for a comment without a report: the next report is compared with it,
// and nothing else rests on it.
func Keep(baseline string) string {
	if baseline == "" {
		return ""
	}
	return keptStart + baseline
}

// head is the head of a comment.
type head struct {
	marker   Marker
	baseline string
	// kept is true if the baseline is that of an earlier report.
	kept bool
}

// readHead reads the head of a comment. Only a marker at the very start counts: what
// stands further down may come out of a plan. The baseline stands right below it.
func readHead(body string) (h head, ok bool) {
	first, rest, _ := strings.Cut(body, "\n")
	first = strings.TrimSuffix(first, "\r")
	digest, marked := between(first, markerStart)
	if !marked || len(digest) != hex.EncodedLen(sha256.Size) || strings.Trim(digest, "0123456789abcdef") != "" {
		return head{}, false
	}
	h.marker = Marker(first)
	second, _, _ := strings.Cut(rest, "\n")
	if text, found := between(strings.TrimSuffix(second, "\r"), baselineStart); found {
		h.baseline, h.kept = strings.CutPrefix(text, keptStart)
	}
	return h, true
}

// between is what stands in an HTML comment of one line behind its start.
func between(line, start string) (string, bool) {
	text, found := strings.CutPrefix(line, start)
	if !found {
		return "", false
	}
	return strings.CutSuffix(text, commentEnd)
}
