package signoff

import "strings"

// matchList reports whether a name fits a list of patterns as OpenSSH has them: divided by
// commas, with * and ?, where one that begins with ! and fits rules the name out.
func matchList(list, name string) bool {
	matched := false
	for pattern := range strings.SplitSeq(list, ",") {
		pattern, negated := strings.CutPrefix(pattern, "!")
		if !matchPattern(pattern, name) {
			continue
		}
		if negated {
			return false
		}
		matched = true
	}
	return matched
}

// matchPattern matches the whole name. It goes back to the last * only, so its time is at
// most the product of the lengths.
func matchPattern(pattern, name string) bool {
	p, n := 0, 0
	star, mark := -1, 0
	for n < len(name) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, n
			p++
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == name[n]):
			p++
			n++
		case star >= 0:
			mark++
			p, n = star+1, mark
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}

// names lists the patterns of a list that stand for one name each.
func names(list string) []string {
	var found []string
	for pattern := range strings.SplitSeq(list, ",") {
		if pattern != "" && !strings.ContainsAny(pattern, "*?!") {
			found = append(found, pattern)
		}
	}
	return found
}
