package render

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// shownAddresses is the number of addresses that human reports name with a finding.
const shownAddresses = 4

// concerns picks the addresses that reports name with findings.
type concerns struct {
	ranks map[instance]int
	// listed holds the findings that have been listed, by what they are about.
	listed map[string]bool
}

// instance is one of a report of several plans.
type instance struct{ stack, address string }

func concernsOf(r *report.Report) *concerns {
	c := &concerns{ranks: map[instance]int{}, listed: map[string]bool{}}
	for i := range r.Changes {
		at := instance{r.Changes[i].Stack, r.Changes[i].Address}
		if _, seen := c.ranks[at]; !seen {
			c.ranks[at] = i
		}
	}
	return c
}

// of lists what a finding is about and its summary does not name. Of many, of which only the
// first are shown, those that change come first, in the order of rank.
func (c *concerns) of(f *risk.Finding) []string {
	summary := shorten(clean(f.Summary), maxText)
	var list []string
	for _, address := range f.Addresses {
		if !namesAddress(summary, shorten(clean(address), maxSpan)) {
			list = append(list, address)
		}
	}
	if len(list) <= shownAddresses {
		return list
	}
	rank := func(address string) int {
		if rank, changes := c.ranks[instance{f.Stack, address}]; changes {
			return rank
		}
		return len(c.ranks)
	}
	slices.SortStableFunc(list, func(a, b string) int { return rank(a) - rank(b) })
	return list
}

// once is of for a list of findings: nothing where one before it is about the very same.
func (c *concerns) once(f *risk.Finding) []string {
	key := f.Stack + "\x00" + strings.Join(f.Addresses, "\x00")
	if len(f.Addresses) > 1 && c.listed[key] {
		return nil
	}
	c.listed[key] = true
	return c.of(f)
}

// namesAddress reports whether a text names an address, not only a longer one that holds it.
func namesAddress(text, address string) bool {
	for from := 0; address != ""; {
		i := strings.Index(text[from:], address)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(address)
		opens := start == 0 || strings.IndexByte(` ("'`, text[start-1]) >= 0
		rest := strings.TrimLeft(text[end:], closing)
		if opens && (rest == "" || rest[0] == ' ') {
			return true
		}
		from = start + 1
	}
	return false
}
