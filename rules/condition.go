package rules

import (
	"cmp"
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"
)

// condition is what must hold for a grant, in one form: a line for each test, sorted, with
// its texts quoted. It is empty where nothing must hold.
type condition string

// test is one of the tests of a condition, all of which must hold.
type test struct {
	// operator is in lower case, without a quantifier and ifexists.
	operator, quantifier string
	// ifExists is true if the test holds where the request has no such key.
	ifExists bool
	// key is in lower case, as AWS makes no difference.
	key string
	// values are sorted; one of them must fit, or of a negated operator none.
	values []string
}

// opaqueOperator is the operator of a condition that is compared as a whole.
const opaqueOperator = "as written"

// opaqueCondition is a condition in a language that is not read.
func opaqueCondition(text string) condition {
	if text == "" {
		return ""
	}
	return joined([]test{{operator: opaqueOperator, values: []string{text}}})
}

// conditionOf reads the Condition of an AWS statement: values by key by operator.
func conditionOf(v any) condition {
	if v == nil {
		return ""
	}
	operators, ok := v.(map[string]any)
	if !ok {
		return opaqueCondition(canonical(v))
	}
	var tests []test
	for name, byKey := range operators {
		keys, ok := byKey.(map[string]any)
		if !ok {
			return opaqueCondition(canonical(v))
		}
		for key, values := range keys {
			t := test{operator: strings.ToLower(name), key: strings.ToLower(key), values: conditionValues(values)}
			if quantifier, rest, quantified := strings.Cut(t.operator, ":"); quantified {
				t.quantifier, t.operator = quantifier, rest
			}
			t.operator, t.ifExists = strings.CutSuffix(t.operator, "ifexists")
			tests = append(tests, t)
		}
	}
	return joined(tests)
}

// conditionValues lists the values of a test, sorted and each once.
func conditionValues(v any) []string {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	values := make([]string, 0, len(list))
	for _, e := range list {
		switch e := e.(type) {
		case string:
			values = append(values, e)
		case float64:
			values = append(values, strconv.FormatFloat(e, 'f', -1, 64))
		default:
			values = append(values, fmt.Sprint(e))
		}
	}
	slices.Sort(values)
	return slices.Compact(values)
}

// joined writes tests as a condition.
func joined(tests []test) condition {
	lines := make([]string, 0, len(tests))
	for _, t := range tests {
		parts := []string{strconv.Quote(t.operator), strconv.Quote(t.quantifier), strconv.FormatBool(t.ifExists), strconv.Quote(t.key)}
		for _, v := range t.values {
			parts = append(parts, strconv.Quote(v))
		}
		lines = append(lines, strings.Join(parts, "\t"))
	}
	slices.Sort(lines)
	return condition(strings.Join(lines, "\n"))
}

// tests reads a condition that joined wrote.
func (c condition) tests() []test {
	if c == "" {
		return nil
	}
	var tests []test
	for line := range strings.SplitSeq(string(c), "\n") {
		parts := strings.Split(line, "\t")
		text := func(i int) string {
			value, err := strconv.Unquote(parts[i])
			if err != nil {
				return parts[i] // joined quotes all of them
			}
			return value
		}
		t := test{operator: text(0), quantifier: text(1), ifExists: parts[2] == "true", key: text(3)}
		for i := 4; i < len(parts); i++ {
			t.values = append(t.values, text(i))
		}
		tests = append(tests, t)
	}
	return tests
}

// covers reports whether a condition holds wherever another one does: each of its tests
// follows from one of the other's. Where that can't be told it does not.
func (c condition) covers(o condition) bool {
	if c == "" || c == o {
		return true
	}
	others := o.tests()
	for _, t := range c.tests() {
		if !slices.ContainsFunc(others, t.follows) {
			return false
		}
	}
	return true
}

// follows reports whether a test holds wherever another one does.
func (t test) follows(from test) bool {
	if t.key != from.key || t.quantifier != from.quantifier || from.ifExists && !t.ifExists {
		return false
	}
	if t.operator == from.operator && slices.Equal(t.values, from.values) {
		return true
	}
	fit, negated, ok := t.fitting(from)
	if !ok {
		return false
	}
	outer, inner := t.values, from.values
	if negated {
		outer, inner = inner, outer // who is shut out by the one must be shut out by the other
	}
	return !slices.ContainsFunc(inner, func(i string) bool {
		return !slices.ContainsFunc(outer, func(o string) bool { return fit(o, i) })
	})
}

// fitting returns how a value of two tests of one kind is told to hold all that a value of
// the other does, and whether values of the kind shut out; false where the two say different
// things.
func (t test) fitting(from test) (fit func(outer, inner string) bool, negated, ok bool) {
	form, of := textForms[t.operator], textForms[from.operator]
	switch {
	case form.like != "" && of.like != "" && form.negated == of.negated:
		outer, inner := form.like, of.like
		if form.negated {
			outer, inner = inner, outer
		}
		return func(o, i string) bool { return fitsForm(outer, o, inner, i) }, form.negated, true
	case t.operator != from.operator:
		return nil, false, false
	case t.operator == "ipaddress", t.operator == "notipaddress":
		return func(o, i string) bool { return o == i || contains(o, i) }, t.operator == "notipaddress", true
	case strings.Contains(t.operator, "lessthan"):
		return func(o, i string) bool { n, ok := compared(t.operator, o, i); return ok && n >= 0 }, false, true
	case strings.Contains(t.operator, "greaterthan"):
		return func(o, i string) bool { n, ok := compared(t.operator, o, i); return ok && n <= 0 }, false, true
	case t.operator == "bool", t.operator == "null":
		return strings.EqualFold, false, true
	case t.operator == opaqueOperator, strings.Contains(t.operator, "not"):
		return nil, false, false
	}
	return func(o, i string) bool { return o == i }, false, true
}

// textForms says how the operators of AWS compare texts: letter by letter, whatever the
// case, or as patterns. ArnEquals takes patterns as ArnLike does.
var textForms = map[string]struct {
	like    string
	negated bool
}{
	"stringequals": {"exact", false}, "stringequalsignorecase": {"fold", false}, "stringlike": {"pattern", false},
	"arnequals": {"pattern", false}, "arnlike": {"pattern", false},
	"stringnotequals": {"exact", true}, "stringnotequalsignorecase": {"fold", true}, "stringnotlike": {"pattern", true},
	"arnnotequals": {"pattern", true}, "arnnotlike": {"pattern", true},
}

// fitsForm reports whether a text in one form stands for all that one in another form does.
func fitsForm(outerForm, outer, innerForm, inner string) bool {
	wild := innerForm == "pattern" && strings.ContainsAny(inner, "*?")
	switch outerForm {
	case "pattern":
		return fits(outer, inner) && (innerForm != "fold" || strings.Trim(outer, "*") == "")
	case "fold":
		return !wild && strings.EqualFold(outer, inner)
	}
	return !wild && innerForm != "fold" && outer == inner
}

// compared compares two numbers or dates, as the operator is about; false where one is none.
func compared(operator, a, b string) (int, bool) {
	if strings.HasPrefix(operator, "numeric") {
		x, errX := strconv.ParseFloat(a, 64)
		y, errY := strconv.ParseFloat(b, 64)
		return cmp.Compare(x, y), errX == nil && errY == nil
	}
	x, errX := time.Parse(time.RFC3339, a)
	y, errY := time.Parse(time.RFC3339, b)
	return x.Compare(y), errX == nil && errY == nil
}

// negated reports whether the values of a test shut out.
func (t test) negated() bool { return strings.Contains(t.operator, "not") }

// everyNetwork is the longest prefix of a network that is as good as everywhere.
const everyNetwork = 7

// narrow reports whether a value of a test names few: it has no wildcard, or none before
// the part that says whose.
func (t test) narrow(value string) bool {
	if t.operator == "ipaddress" || t.operator == "notipaddress" {
		network, err := netip.ParsePrefix(value)
		return err != nil || network.Bits() > everyNetwork
	}
	if textForms[t.operator].like != "pattern" || !strings.ContainsAny(value, "*?") {
		return true
	}
	if parts := strings.Split(value, ":"); parts[0] == "arn" && len(parts) > 5 {
		if account := parts[4]; account != "" {
			return !strings.ContainsAny(account, "*?")
		}
		return strings.IndexAny(parts[5], "*?") > 0
	}
	return strings.ContainsAny(value[:strings.IndexAny(value, "*?")], ":/")
}

// loosening is a test that one condition makes and another does not, or not as strictly.
type loosening struct {
	test
	// dropped is true if the other condition says nothing of the key. If it does, added are
	// the values that it lets in besides, none where it asks in another way.
	dropped bool
	added   []string
	// as is the other condition's test of the key.
	as test
}

// loosenings lists the tests of a condition that do not follow from another one.
func loosenings(strict, loose condition) []loosening {
	now := loose.tests()
	var found []loosening
	for _, t := range strict.tests() {
		if slices.ContainsFunc(now, t.follows) {
			continue
		}
		i := slices.IndexFunc(now, func(n test) bool { return n.key == t.key && n.negated() == t.negated() })
		if i < 0 {
			found = append(found, loosening{test: t, dropped: true})
			continue
		}
		l := loosening{test: t, as: now[i]}
		in, among := now[i], t
		if t.negated() {
			in, among = among, in
		}
		for _, v := range in.values {
			alone := in
			alone.values = []string{v}
			if in.negated() && !slices.Contains(among.values, v) || !in.negated() && !among.follows(alone) {
				l.added = append(l.added, v)
			}
		}
		found = append(found, l)
	}
	return found
}

// extended reports whether a test only names other values, each as narrow as one must be.
func (l loosening) extended() bool {
	if l.dropped || len(l.added) == 0 || l.as.ifExists && !l.ifExists || l.as.quantifier != l.quantifier {
		return false
	}
	return !slices.ContainsFunc(l.added, func(v string) bool { return !l.as.narrow(v) })
}
