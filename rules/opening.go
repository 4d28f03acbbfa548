package rules

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

const (
	// webPoints are those of a new rule that opens what is made to be open, webUpdatePoints
	// of one in an existing group.
	webPoints, webUpdatePoints = 22, 30
	// frontPoints are those of a door of the web that is shut to the public.
	frontPoints = 62
	// cloudPoints are those of a server that every customer of its cloud reaches.
	cloudPoints = 45
)

// delicatePorts are those that nobody opens to everyone with good reason.
var delicatePorts = []struct {
	port int
	name string
}{
	{22, "SSH"},
	{3389, "remote desktop"},
	{23, "Telnet"},
	{21, "FTP"},
	{445, "SMB"},
	{135, "RPC"},
	{5985, "WinRM"},
	{5986, "WinRM"},
	{3306, "MySQL"},
	{5432, "PostgreSQL"},
	{1433, "SQL Server"},
	{1521, "Oracle"},
	{27017, "MongoDB"},
	{6379, "Redis"},
	{11211, "Memcached"},
	{9200, "Elasticsearch"},
	{9042, "Cassandra"},
	{5439, "Redshift"},
	{2379, "etcd"},
	{6443, "the Kubernetes API"},
	{10250, "the kubelet"},
	{2375, "Docker"},
	{9092, "Kafka"},
	{2049, "NFS"},
}

// covers reports whether one opening lets in all that another one does.
func (o opening) covers(other opening) bool {
	return o.admits(other) &&
		(o.source == other.source || o.toAll() && (other.toAll() || isNetwork(other.source)) || contains(o.source, other.source))
}

// admits reports whether one opening is for all protocols and ports of another one, whatever
// the sources.
func (o opening) admits(other opening) bool {
	return (o.protocol == "all" || o.protocol == other.protocol) && o.from <= other.from && o.to >= other.to
}

// isNetwork reports whether a source is a network or an address, and not a group or a tag.
func isNetwork(source string) bool {
	_, _, ok := boundsOf(source)
	return ok
}

// contains reports whether one network holds all addresses of another one, or an address.
func contains(network, other string) bool {
	outer, err := netip.ParsePrefix(network)
	if err != nil {
		return false
	}
	inner, err := netip.ParsePrefix(other)
	if err != nil {
		address, err := netip.ParseAddr(other)
		return err == nil && outer.Contains(address)
	}
	return outer.Bits() <= inner.Bits() && outer.Contains(inner.Addr())
}

// toAll reports whether the source is all addresses.
func (o opening) toAll() bool {
	return slices.Contains(internet, strings.ToLower(o.source)) || o.source == "0.0.0.0/0"
}

func (o opening) String() string {
	ports := strconv.Itoa(o.from)
	switch {
	case o.from == 0 && o.to == lastPort && o.protocol == "all":
		return "all traffic"
	case o.from == 0 && o.to == lastPort:
		return "all of " + o.protocol
	case o.from != o.to:
		ports += "-" + strconv.Itoa(o.to)
	}
	return o.protocol + " " + ports
}

// ingressHits compares what both sides of a change let in.
func ingressHits(pass *ChangePass) []Hit {
	c := pass.Change
	after, ok := openings(c.Type, c.After)
	if !ok {
		return nil
	}
	before, _ := openings(c.Type, c.Before)
	var hits []Hit
	for _, o := range openedTo(after, before) {
		score, meaning := openScore(o)
		if score == webPoints && alters(c) {
			score = webUpdatePoints // the group is in use, and not for everyone until now
		}
		hits = append(hits, Hit{Watch: knowledge.Watch{
			Rule: idExposure, Score: score, Moment: "at-apply", Outcome: "exposure", Why: fmt.Sprintf("it opens %v%s to everyone", o, meaning),
		}})
	}
	if rule, ok := serverRules[c.Type]; ok {
		return heaviest(append(hits, rule.toCloud(c)...))
	}
	if takesRules(c) && !hidesRules(c) && !slices.ContainsFunc(c.Changed, func(a plan.Attribute) bool { return a.Unknown && saysWhatPasses(a.Path) }) {
		hits = append(hits, closedHits(pass, uncovered(before, after, opening.covers))...)
	}
	return heaviest(hits)
}

// closedHits tells of what is no longer let in, and of what other rules of the plan let in
// instead.
func closedHits(pass *ChangePass, lost []opening) []Hit {
	stay, gone := staying(pass)
	if gone {
		return nil // what is in the group goes, or moves to another one
	}
	t := takenOver(pass, uncovered(lost, stay, opening.covers))
	if len(t.left) == 0 && len(t.moved) > 0 {
		return []Hit{t.movedHit()}
	}
	after, _ := openings(pass.Change.Type, pass.Change.After)
	entered := slices.ContainsFunc(slices.Concat(after, stay), opening.front)
	var hits []Hit
	if h, lost := unprobedHit(pass.Change, t.left); lost {
		hits = append(hits, h)
	}
	for _, o := range t.left {
		why := fmt.Sprintf("it no longer lets in %v from where it did", o)
		if t.part[o] {
			why = fmt.Sprintf("it no longer lets in %v from some of where it did; the rest moves to %s", o, firstOf(t.by, mostNamed))
		}
		hit := Hit{Watch: knowledge.Watch{
			Rule: idIngressRemoved, Score: 50, Moment: knowledge.AtApply, Outcome: OutcomeAccessLoss, Why: why,
		}}
		if o.front() && !entered {
			hit.Score, hit.Outcome = frontPoints, OutcomeOutage
			hit.Why = fmt.Sprintf("it no longer lets everyone in on %v, and no other rule that is seen does so for the web", o)
		}
		hits = append(hits, hit)
	}
	return hits
}

// front reports whether an opening lets everyone in where the web is served.
func (o opening) front() bool {
	return o.protocol == "tcp" && o.from == o.to && (o.from == 80 || o.from == 443) && o.toAll()
}

// staying lists what other rules of a security group, which the plan leaves as they are, let in
// all the same. It is true if the group itself goes.
func staying(pass *ChangePass) (stay []opening, gone bool) {
	if !slices.Contains(groupRules, pass.Change.Type) {
		return nil, false
	}
	for _, other := range pass.standing() {
		if goesWithRules(other) {
			return nil, true
		}
		if other.Action == plan.ActionNoOp {
			of, _ := openings(other.Type, other.After)
			stay = append(stay, of...)
		}
	}
	return stay, false
}

// saysWhatPasses reports whether an attribute says what a rule lets in, from where and to what.
func saysWhatPasses(path string) bool {
	name := plan.TopName(path)
	return slices.Contains(narrowing, name) || slices.Contains(awsSources, name) || strings.HasPrefix(name, "source_") || strings.HasPrefix(name, "remote_") ||
		slices.ContainsFunc(slices.Collect(maps.Values(firewalls)), func(f firewall) bool { return f.blocks == name })
}

// openedTo lists what is opened to everyone and was not before, one of each port. The sources
// of all openings that cover it count together, so that two halves of the internet are one.
func openedTo(after, before []opening) []opening {
	type door struct {
		protocol string
		from, to int
	}
	at := func(o opening) door { return door{o.protocol, o.from, o.to} }
	wide := len(after)*(len(after)+len(before)) <= maxCompared
	own := map[door][2][]string{}
	for i, side := range [][]opening{before, after} {
		for _, o := range side {
			of := own[at(o)]
			of[i] = append(of[i], o.source)
			own[at(o)] = of
		}
	}
	sources := func(side int, all []opening, o opening) []string {
		if !wide { // too many to compare: only those of the very same ports
			return own[at(o)][side]
		}
		var found []string
		for _, other := range all {
			if other.admits(o) {
				found = append(found, other.source)
			}
		}
		return found
	}
	var opened []opening
	for _, o := range after {
		if _, left := own[at(o)]; !left {
			continue // told already
		}
		now := spaceOf(sources(1, after, o))
		if now.everyone() && now.beyond(spaceOf(sources(0, before, o))).everyone() {
			opened = append(opened, o)
		}
		delete(own, at(o))
	}
	return opened
}

// singleRules are the types of which each instance is a rule, so that a delete closes a way
// in. That of a whole group says so by itself.
var singleRules = []string{
	"aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "google_compute_firewall", "azurerm_network_security_rule", "openstack_networking_secgroup_rule_v2",
}

// takesRules reports whether a change may close a way in.
func takesRules(c *plan.Change) bool {
	return alters(c) || c.Action != plan.ActionCreate && slices.Contains(singleRules, c.Type)
}

// openScore is what a change scores at least by opening a port to everyone, and what the
// port means.
func openScore(o opening) (int, string) {
	if strings.HasPrefix(o.protocol, "icmp") {
		return 15, ""
	}
	if o.to-o.from >= 1_000 {
		return 70, ""
	}
	for _, d := range delicatePorts {
		if o.from <= d.port && d.port <= o.to {
			return 66, " (" + d.name + ")"
		}
	}
	if o.from == o.to && (o.from == 80 || o.from == 443) {
		return webPoints, ""
	}
	return 50, ""
}
