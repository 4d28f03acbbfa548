package rules

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

const (
	// movedPoints are those of a way in that another rule of the plan opens, gapPoints those
	// where it is closed before that.
	movedPoints, gapPoints = 20, 30
	// defaultPriority is what a firewall rule of Google has that says none.
	defaultPriority = 1_000
)

// Beside is another change of the plan to rules of the same firewall.
type Beside struct {
	Change *plan.Change
	// Later is true if it is applied after the change that it stands beside: it depends on it.
	Later bool
}

var ingressMoved = Rule{
	ID: idIngressMoved, Title: "A way in or out moves to another rule",
	Looks: "Rules that go or are narrowed while another rule of the same group or network, which the plan makes or changes, lets pass the same or more.",
	Why:   "Nobody is cut off for good. But the two changes are two calls: between them nothing may let the traffic in, and AWS refuses a rule that is there already.",

	Example:    "An ingress block of a security group becomes an aws_vpc_security_group_ingress_rule.",
	Fix:        "Apply when a refused connection is tried again. For none at all, make the new rule a bit wider first and delete the old one in a later change.",
	References: []string{"https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group"},

	Change: checkIngressMoved,
}

// checkIngressMoved lifts a change to the points of its hit, and takes those of the class off
// where all that goes with a rule is let in by others.
func checkIngressMoved(pass *ChangePass) []risk.Factor {
	if factors := watched(pass, idIngressMoved); factors != nil || !MovesOn(pass) || !destroys(pass.Change) {
		return factors
	}
	hits := pass.watchedHits()
	hit := hits[slices.IndexFunc(hits, func(h Hit) bool { return h.Rule == idIngressMoved })]
	if base, _ := basePoints(pass); hit.Score < base && len(hits) == 1 {
		return []risk.Factor{{Rule: idIngressMoved, Points: hit.Score - base, Why: hit.Why}}
	}
	return nil
}

// way is a way in, with what narrows it beside its source and its ports.
type way struct {
	opening
	// to is what it leads to of all that the firewall guards, empty for everything.
	to []string
	// priority is its place among others, where the lowest decides.
	priority int
	// narrow is true if something narrows it that is not compared.
	narrow bool
}

// narrowing are the attributes that say what a rule is about beside its sources: where one of
// them can't be seen, a rule may let in less than it seems to.
var narrowing = []string{
	"ingress", "security_rule", "type", "direction", "protocol", "ip_protocol", "from_port", "to_port", "allow", "disabled", "access",
	"priority", "target_tags", "target_service_accounts", "destination_ranges", "source_port_range", "source_port_ranges",
	"destination_port_range", "destination_port_ranges", "destination_address_prefix", "destination_address_prefixes",
	"destination_application_security_group_ids", "port_range_min", "port_range_max", "ethertype", "rule_number", "rule_action", "egress",
}

// FirewallOf names the group, the network or the list of rules that one side of a change
// belongs to; empty for what is no rule, and where that is not known.
func FirewallOf(resourceType string, o plan.Object) string {
	begin, id := "", ""
	switch resourceType {
	case "aws_security_group", "aws_default_security_group":
		begin, id = "aws ", textOf(o, "id")
	case "aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule":
		begin, id = "aws ", textOf(o, "security_group_id")
	case "digitalocean_firewall":
		begin, id = "digitalocean ", textOf(o, "id")
	case "aws_network_acl_rule":
		begin, id = "aws list ", textOf(o, "network_acl_id")
	case "openstack_networking_secgroup_rule_v2":
		begin, id = "openstack ", textOf(o, "security_group_id")
	case "azurerm_network_security_group":
		begin, id = "azure ", namedIn(o, "resource_group_name", "name")
	case "azurerm_network_security_rule":
		begin, id = "azure ", namedIn(o, "resource_group_name", "network_security_group_name")
	case "google_compute_firewall", "google_compute_network":
		network := textOf(o, "network")
		if resourceType == "google_compute_network" {
			network = cmp.Or(textOf(o, "self_link"), textOf(o, "name"))
		}
		begin, id = "google ", network[strings.LastIndex(network, "/")+1:]
		if _, path, isLink := strings.Cut(network, "projects/"); isLink && id != "" {
			project, _, _ := strings.Cut(path, "/")
			id = project + "/" + id
		} else if project := textOf(o, "project"); project != "" && id != "" {
			id = project + "/" + id
		}
	}
	if id == "" {
		return ""
	}
	return begin + id
}

// namedIn names an object of Azure by its resource group and its name, empty if one is missing.
func namedIn(o plan.Object, group, name string) string {
	if textOf(o, group) == "" || textOf(o, name) == "" {
		return ""
	}
	return strings.ToLower(textOf(o, group) + "/" + textOf(o, name))
}

// waysOf lists what one side of a change lets in.
func waysOf(resourceType string, o plan.Object) []way {
	var all []way
	add := func(openings []opening, w way) {
		for _, o := range openings {
			w.opening = o
			all = append(all, w)
		}
	}
	azure := func(block map[string]any) {
		w := way{priority: numberOf(block["priority"], 0)}
		for _, name := range []string{"destination_address_prefix", "destination_address_prefixes", "destination_application_security_group_ids"} {
			w.to = append(w.to, textsAt(block, name)...)
		}
		if slices.Contains(w.to, "*") {
			w.to = nil
		}
		for _, port := range slices.Concat(textsAt(block, "source_port_range"), textsAt(block, "source_port_ranges")) {
			w.narrow = w.narrow || port != "*"
		}
		add(ofAzure(block), w)
	}
	switch resourceType {
	case "azurerm_network_security_rule":
		azure(o)
	case "azurerm_network_security_group":
		for _, v := range valuesAt(o, "security_rule") {
			if block, ok := v.(map[string]any); ok {
				azure(block)
			}
		}
	case "google_compute_firewall":
		w := way{
			to:       slices.Concat(textsAt(o, "target_tags"), textsAt(o, "target_service_accounts")),
			priority: numberOf(o["priority"], defaultPriority), narrow: !allEmpty(valuesAt(o, "destination_ranges")),
		}
		add(ofGoogle(o), w)
	default:
		openings, _ := openings(resourceType, o)
		add(openings, way{})
	}
	return all
}

func numberOf(v any, other int) int {
	if n, ok := v.(json.Number); ok {
		if i, err := strconv.Atoi(n.String()); err == nil {
			return i
		}
	}
	return other
}

// standsIn reports whether a way leads to all that another one does and is looked at no later,
// whatever the sources and ports.
func (w way) standsIn(other way) bool {
	leads := len(w.to) == 0
	if !leads && len(other.to) > 0 {
		leads = !slices.ContainsFunc(other.to, func(t string) bool { return !slices.Contains(w.to, t) })
	}
	return leads && !w.narrow && w.priority <= other.priority
}

// takeover says who lets in what a change no longer does.
type takeover struct {
	// left are the ways that nobody lets in as a whole, part those of them of which some
	// sources are let in.
	left []opening
	part map[opening]bool
	// moved are the others, by the addresses of those who let them in, later is true if one of
	// these is applied after the change.
	moved []opening
	by    []string
	later bool
}

// takenOver looks at what is lost for rules that the plan makes or changes beside the change.
func takenOver(pass *ChangePass, lost []opening) takeover {
	t := takeover{left: lost, part: map[opening]bool{}}
	if pass.Beside == nil || len(lost) == 0 {
		return t
	}
	beside := pass.Beside()
	if len(beside) == 0 {
		return t
	}
	t.left = nil
	before := waysOf(pass.Change.Type, pass.Change.Before)
	for _, o := range lost {
		whole, by, later := letIn(o, before, beside)
		switch {
		case whole:
			t.moved = append(t.moved, o)
		default:
			t.left = append(t.left, o)
			t.part[o] = len(by) > 0
		}
		for _, address := range by {
			if !slices.Contains(t.by, address) {
				t.by = append(t.by, address)
			}
		}
		t.later = t.later || whole && later
	}
	return t
}

// letIn finds the changes that let in what one opening did: as a whole, or some of its
// addresses.
func letIn(o opening, before []way, beside []Beside) (whole bool, by []string, later bool) {
	var rest []span // the addresses of IPv4 that nobody lets in yet
	if first, last, ok := boundsOf(o.source); ok && first.Is4() {
		rest = []span{{position(first), position(last)}}
	}
	for _, b := range beside {
		helps := false
		for _, w := range waysOf(b.Change.Type, b.Change.After) {
			if !w.admits(o) || slices.ContainsFunc(before, func(old way) bool { return old.opening == o && !w.standsIn(old) }) {
				continue
			}
			if w.covers(o) {
				return true, []string{b.Change.Address}, b.Later
			}
			first, last, ok := boundsOf(w.source)
			if !ok || !first.Is4() {
				continue
			}
			less := without(rest, []span{{position(first), position(last)}})
			helps = helps || size(less) < size(rest)
			rest = less
			if size(rest) == 0 && helps {
				return true, append(by, b.Change.Address), later || b.Later
			}
		}
		if helps {
			by, later = append(by, b.Change.Address), later || b.Later
		}
	}
	return false, by, later
}

// LetsIn reports whether a change may take over what another one of its firewall let in: it
// makes or changes rules, and all that narrows them is seen.
func LetsIn(c *plan.Change) bool {
	if !c.Managed() || c.Deferred != "" || c.DeposedKey != "" {
		return false
	}
	if c.Action != plan.ActionCreate && c.Action != plan.ActionUpdate && c.Action != plan.ActionReplace {
		return false
	}
	for _, name := range narrowing {
		if unknownAt(c, name) || hidden(valuesAt(c.After, name)) {
			return false
		}
	}
	if rule, ok := ACLRuleOf(c.Type, c.After); ok {
		return !rule.Deny
	}
	return portsSeen(c.Type, c.After) && len(waysOf(c.Type, c.After)) > 0
}

// portsSeen reports whether a rule shows its protocol and ports, or that it is for all of them:
// of a new object what is known only after apply is missing, and that is not all ports.
func portsSeen(resourceType string, o plan.Object) bool {
	number := func(name string) bool { _, ok := o[name].(json.Number); return ok }
	switch resourceType {
	case "aws_security_group_rule", "aws_vpc_security_group_ingress_rule":
		protocol := ProtocolName(textOf(o, "protocol") + textOf(o, "ip_protocol"))
		return protocol == AllProtocols || protocol != "" && number("from_port") && number("to_port")
	case "openstack_networking_secgroup_rule_v2":
		return textOf(o, "protocol") != "" && number("port_range_min") && number("port_range_max")
	case "azurerm_network_security_rule":
		return textOf(o, "protocol") != "" && !allEmpty(append(valuesAt(o, "destination_port_range"), valuesAt(o, "destination_port_ranges")...)) &&
			!allEmpty(append(valuesAt(o, "destination_address_prefix"), append(valuesAt(o, "destination_address_prefixes"), valuesAt(o, "destination_application_security_group_ids")...)...))
	case "google_compute_firewall":
		_, tags := o["target_tags"]
		_, accounts := o["target_service_accounts"]
		return tags || accounts
	}
	return true
}

// Closes reports whether a change closes a way in or out that nothing else lets pass.
func Closes(pass *ChangePass) bool {
	return slices.ContainsFunc(pass.watchedHits(), func(h Hit) bool { return h.Rule == idIngressRemoved || h.Rule == idEgressRemoved })
}

// MovesOn reports whether all that a change closes is let in by others of the plan.
func MovesOn(pass *ChangePass) bool {
	hits := pass.watchedHits()
	return slices.ContainsFunc(hits, func(h Hit) bool { return h.Rule == idIngressMoved }) && !Closes(pass)
}

// movedHit tells of a way in that others let in from then on.
func (t takeover) movedHit() Hit {
	hit := Hit{Watch: knowledge.Watch{
		Rule: idIngressMoved, Score: movedPoints, Moment: knowledge.AtApply, Outcome: OutcomeNone,
		Why: t.moved[0].String() + " moves to " + firstOf(t.by, mostNamed),
	}}
	if t.later {
		hit.Score, hit.Outcome = gapPoints, OutcomeOutage
		hit.Why += ", which is applied after it: for the seconds between nothing lets it in"
	}
	return hit
}
