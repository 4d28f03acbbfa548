package aws

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// conclude puts the answers about an object together.
func (n *inquiry) conclude(missed missing) ([]graph.External, risk.Observation) {
	o := risk.Observation{Address: n.change.Address, Source: Source, State: risk.NotLookedUp}
	if n.err != nil {
		missed.add(n.err, "", n.change.Address)
		o.Missing = append(o.Missing, failures[failureOf(n.err)].what)
		return nil, o
	}
	var dependents []graph.External
	answered, least, whole, seen, gone, lately := 0, 0, true, false, false, false
	for i := range n.answers {
		a := &n.answers[i]
		if a.err != nil {
			missed.add(a.err, n.actionOf(i), n.change.Address)
			o.Missing = append(o.Missing, n.about(i)+": "+failures[failureOf(a.err)].what)
			whole, gone = false, gone || failureOf(a.err) == notFound
			continue
		}
		if a.unasked {
			continue
		}
		answered++
		seen, lately, least = seen || a.seen, lately || a.lately, max(least, a.least)
		if a.cut {
			whole = false
			o.Missing = append(o.Missing, n.about(i)+": there are more than were looked at")
		}
		dependents = append(dependents, a.dependents...)
		o.Uses, o.Facts = append(o.Uses, a.live...), append(o.Facts, a.notes...)
	}
	dependents = distinct(dependents)
	if len(dependents) < least && whole {
		whole = false
		o.Missing = append(o.Missing, fmt.Sprintf("what depends on it: it tells of %d, and %d are listed", least, len(dependents)))
	}
	switch {
	case len(o.Uses) > 0 || len(dependents) > 0:
		o.State = risk.InUse
	case whole && seen && lately && n.lookup.unused != "":
		o.State = risk.Unsettled
		o.Facts = append(o.Facts, n.lookup.unused+" any more: it was emptied, or is filled and emptied in turn")
	case whole && seen && n.lookup.unused != "" && (!n.assumed || ownID.MatchString(n.id)):
		o.State, o.Empty = risk.Unused, n.lookup.empties
		o.Facts = append([]string{n.lookup.unused}, o.Facts...)
	case answered > 0 && !gone: // what is not there can't be looked up
		o.State = risk.Unsettled
	}
	return dependents, o
}

// distinct leaves out objects that several answers brought, joining their identifiers.
func distinct(list []graph.External) []graph.External {
	var kept []graph.External
	for _, e := range list {
		at := slices.IndexFunc(kept, func(k graph.External) bool { return k.Kind == e.Kind && k.ID == e.ID })
		if at < 0 {
			kept = append(kept, e)
			continue
		}
		for _, id := range e.Identifiers {
			if !slices.Contains(kept[at].Identifiers, id) {
				kept[at].Identifiers = append(kept[at].Identifiers, id)
			}
		}
	}
	slices.SortStableFunc(kept, func(a, b graph.External) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), address.Compare(a.ID, b.ID))
	})
	return kept
}

// about says what an answer is to.
func (n *inquiry) about(i int) string {
	if i < len(n.lookup.questions) {
		return n.lookup.questions[i].about
	}
	return n.lookup.traffic[i-len(n.lookup.questions)].says
}

// actionOf is the action that an answer needed, where it needed one only.
func (n *inquiry) actionOf(i int) string {
	if i >= len(n.lookup.questions) {
		return "cloudwatch:GetMetricData"
	}
	if calls := n.lookup.questions[i].calls; len(calls) == 1 {
		return calls[0].Action
	}
	return ""
}

// missing collects what was not answered, by why.
type missing map[failure]*missed

// missed is what one failure kept from being looked up.
type missed struct {
	addresses []string
	// actions are what failed, details what else there is to say.
	actions, details map[string]bool
}

func (m missing) add(err error, action, addr string) {
	f := failureOf(err)
	one := m[f]
	if one == nil {
		one = &missed{actions: map[string]bool{}, details: map[string]bool{}}
		m[f] = one
	}
	if n := len(one.addresses); n == 0 || one.addresses[n-1] != addr {
		one.addresses = append(one.addresses, addr)
	}
	if service, operation := operationOf(err); operation != "" {
		action = cmp.Or(actionOf(service, operation), action)
	}
	detail := ""
	switch f {
	case badCredentials, unreachable: // whatever is asked for
		action, detail = "", codeOf(err)
	case outOfTime:
		action = ""
	case foreign:
		action, detail = "", reasonOf(err)
	case unidentified:
		detail = reasonOf(err)
	case refused, broken:
		detail = codeOf(err)
	case noFailure, throttled, denied, notFound, notRecorded, untracked, tooLarge:
	}
	one.actions[action], one.details[detail] = true, true
}

// shown is how many addresses a diagnostic names.
const shown = 5

// diagnostics says once for each reason what was not looked up, and with which actions.
func (m missing) diagnostics() []diagnostic.Diagnostic {
	var list []diagnostic.Diagnostic
	for _, f := range slices.Sorted(maps.Keys(m)) {
		one, says := m[f], failures[f]
		what := says.what
		var about []string
		for _, texts := range [][]string{textsIn(one.actions), textsIn(one.details)} {
			if len(texts) > 0 {
				about = append(about, strings.Join(texts, ", "))
			}
		}
		if len(about) > 0 {
			what += " (" + strings.Join(about, "; ") + ")"
		}
		list = append(list, diagnostic.Warnf("AWS: not looked up for %s: %s", some(one.addresses), what).
			WithDetail("What was not looked up may be in use: %s.", says.remedy))
	}
	return list
}

// textsIn are the texts of a set that are not empty, sorted.
func textsIn(set map[string]bool) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(set)), func(text string) bool { return text == "" })
}

// assumedRegions says which objects were looked for in the configured region for want of a
// better one. Another object of the same name may be there.
func assumedRegions(inquiries []inquiry) []diagnostic.Diagnostic {
	by := map[string][]string{}
	for i := range inquiries {
		if n := &inquiries[i]; n.assumed && n.query != nil {
			by[n.query.in.region] = append(by[n.query.in.region], n.change.Address)
		}
	}
	var list []diagnostic.Diagnostic
	for _, region := range slices.Sorted(maps.Keys(by)) {
		list = append(list, diagnostic.Infof("AWS: the region %s is assumed for %s", region, some(by[region])).
			WithDetail("Neither the object nor its provider's block says where it is. Objects that are known by a name only are not called unused there. Set the region with AWS_REGION, or write it as a constant in the provider's block."))
	}
	return list
}

// some names the first of the addresses and how many there are.
func some(addresses []string) string {
	named := addresses[:min(len(addresses), shown)]
	text := strings.Join(named, ", ")
	if more := len(addresses) - len(named); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// leftOut counts what there are no questions about.
type leftOut struct {
	types              map[string]int
	deposed, elsewhere int
}

// skips reports whether a change is about nothing that could be looked up.
func (l *leftOut) skips(c *plan.Change) bool {
	switch {
	case !c.Managed() || c.Before == nil:
		return true
	case c.DeposedKey != "":
		l.deposed++
	case !strings.HasPrefix(c.Type, "aws_"):
		l.elsewhere++
	default:
		return false
	}
	return true
}

func (l *leftOut) diagnostics() []diagnostic.Diagnostic {
	var list []diagnostic.Diagnostic
	if len(l.types) > 0 {
		var names []string
		for name, n := range l.types {
			names = append(names, fmt.Sprintf("%s (%d)", name, n))
		}
		slices.Sort(names)
		list = append(list, diagnostic.Infof("AWS: there is no look-up for %s", strings.Join(names, ", ")))
	}
	if l.deposed > 0 {
		list = append(list, diagnostic.Infof("AWS: deposed objects are not looked up (%d)", l.deposed))
	}
	if l.elsewhere > 0 {
		list = append(list, diagnostic.Infof("AWS: objects of other providers are not looked up (%d)", l.elsewhere))
	}
	return list
}
