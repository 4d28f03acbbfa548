package policy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/agext/levenshtein"
)

// classAliases are other words for classes that a policy may use.
var classAliases = map[string]string{
	"secret": "key", "database": "data-store", "dns": "traffic", "network": "network-core", "iam": "identity",
}

// className returns the class that a word stands for.
func className(word string) string {
	if name, ok := classAliases[word]; ok {
		return name
	}
	return word
}

// nearest returns the name that a misspelt one was probably meant to be, empty where none
// is near. Earlier names win a tie.
func nearest(given string, names []string) string {
	best, distance := "", max(2, len(given)/3)+1
	for _, name := range names {
		if d := levenshtein.Distance(strings.ToLower(given), name, nil); d < distance {
			best, distance = name, d
		}
	}
	if best == "" && slices.Contains(names, classAliases[given]) {
		return classAliases[given]
	}
	return best
}

// mostNames bounds the names that a message lists.
const mostNames = 30

// didYouMean ends a message about an unknown name: with the near one, or with all.
func didYouMean(given string, names []string) string {
	if near := nearest(given, names); near != "" {
		return fmt.Sprintf("Did you mean %q?", near)
	}
	if len(names) > mostNames {
		return fmt.Sprintf("Want one of %s and %d more.", strings.Join(quoted(names[:mostNames]), ", "), len(names)-mostNames)
	}
	return "Want one of " + strings.Join(quoted(names), ", ") + "."
}

func quoted(names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = fmt.Sprintf("%q", name)
	}
	return out
}
