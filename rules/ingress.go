package rules

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// opening is one source that a rule lets in, through a range of ports.
type opening struct {
	// protocol is in lower case, "all" for all of them.
	protocol string
	from, to int
	source   string
}

const (
	lastPort = 65535
	// webPoints are those of a new rule that opens what is made to be open, webUpdatePoints
	// of one in an existing group.
	webPoints, webUpdatePoints = 22, 30
)

// internet are the words by which the three clouds mean everyone.
var internet = []string{"0.0.0.0/0", "::/0", "*", "internet", "any"}

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

// openings lists what an object of a type lets in, without doubles; false for a type
// that is not about that.
func openings(resourceType string, o plan.Object) ([]opening, bool) {
	switch resourceType {
	case "aws_security_group", "aws_default_security_group":
		var all []opening
		for _, v := range valuesAt(o, "ingress") {
			if block, ok := v.(map[string]any); ok {
				all = append(all, ofAWS(block)...)
			}
		}
		return all, true
	case "aws_security_group_rule":
		if o["type"] == "egress" {
			return nil, true
		}
		return ofAWS(o), true
	case "aws_vpc_security_group_ingress_rule":
		return ofAWS(o), true
	case "google_compute_firewall":
		return ofGoogle(o), true
	case "azurerm_network_security_rule":
		return ofAzure(o), true
	case "azurerm_network_security_group":
		var all []opening
		for _, v := range valuesAt(o, "security_rule") {
			if block, ok := v.(map[string]any); ok {
				all = append(all, ofAzure(block)...)
			}
		}
		return all, true
	}
	return nil, false
}

func ofAWS(block map[string]any) []opening {
	protocol := strings.ToLower(textOf(block, "protocol") + textOf(block, "ip_protocol"))
	from, to := portOf(block["from_port"], 0), portOf(block["to_port"], lastPort)
	if protocol == "-1" || protocol == "all" {
		protocol, from, to = "all", 0, lastPort
	}
	if n, known := map[string]string{"6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6"}[protocol]; known {
		protocol = n
	}
	var all []opening
	for _, name := range []string{
		"cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "security_groups", "source_security_group_id",
		"cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id",
	} {
		for _, source := range textsAt(block, name) {
			all = append(all, opening{protocol, from, to, source})
		}
	}
	if block["self"] == true {
		all = append(all, opening{protocol, from, to, "itself"})
	}
	return all
}

func ofGoogle(o plan.Object) []opening {
	if direction := textOf(o, "direction"); strings.EqualFold(direction, "egress") || o["disabled"] == true {
		return nil
	}
	sources := slices.Concat(textsAt(o, "source_ranges"), textsAt(o, "source_tags"), textsAt(o, "source_service_accounts"))
	var all []opening
	for _, v := range valuesAt(o, "allow") {
		block, ok := v.(map[string]any)
		if !ok {
			continue
		}
		all = append(all, portOpenings(textOf(block, "protocol"), textsAt(block, "ports"), sources)...)
	}
	return all
}

func ofAzure(o map[string]any) []opening {
	if !strings.EqualFold(textOf(o, "direction"), "inbound") || !strings.EqualFold(textOf(o, "access"), "allow") {
		return nil
	}
	ports := slices.Concat(textsAt(o, "destination_port_range"), textsAt(o, "destination_port_ranges"))
	sources := slices.Concat(textsAt(o, "source_address_prefix"), textsAt(o, "source_address_prefixes"), textsAt(o, "source_application_security_group_ids"))
	return portOpenings(textOf(o, "protocol"), ports, sources)
}

// portOpenings pairs ports such as 80, 8000-8100 and * with sources. No port means all.
func portOpenings(protocol string, ports, sources []string) []opening {
	protocol = strings.ToLower(protocol)
	if protocol == "*" || protocol == "" {
		protocol = "all"
	}
	if len(ports) == 0 {
		ports = []string{"*"}
	}
	var all []opening
	for _, port := range ports {
		from, to := 0, lastPort
		if first, last, isRange := strings.Cut(port, "-"); port != "*" {
			if !isRange {
				last = first
			}
			from, to = portOf(json.Number(first), 0), portOf(json.Number(last), lastPort)
		}
		for _, source := range sources {
			all = append(all, opening{protocol, from, to, source})
		}
	}
	return all
}

// portOf reads a port; what is none, or means all, is the other one.
func portOf(v any, other int) int {
	n, ok := v.(json.Number)
	if !ok {
		return other
	}
	port, err := strconv.Atoi(n.String())
	if err != nil || port < 0 {
		return other
	}
	return port
}

func textOf(o map[string]any, name string) string {
	text, _ := o[name].(string)
	return text
}

func textsAt(o map[string]any, name string) []string {
	var texts []string
	for _, v := range valuesAt(o, name) {
		if text, ok := v.(string); ok && text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}

// covers reports whether one opening lets in all that another one does.
func (o opening) covers(other opening) bool {
	return (o.protocol == "all" || o.protocol == other.protocol) && o.from <= other.from && o.to >= other.to &&
		(o.source == other.source || o.toAll() && !strings.Contains(other.source, ":") && strings.Contains(other.source, "/") || contains(o.source, other.source))
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

func (o opening) toAll() bool { return slices.Contains(internet, strings.ToLower(o.source)) }

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
func ingressHits(c *plan.Change) []Hit {
	after, ok := openings(c.Type, c.After)
	if !ok {
		return nil
	}
	before, _ := openings(c.Type, c.Before)
	var hits []Hit
	for _, o := range uncovered(after, before, opening.covers) {
		if !o.toAll() {
			continue
		}
		score, meaning := openScore(o)
		if score == webPoints && c.Action == plan.ActionUpdate {
			score = webUpdatePoints // the group is in use, and not for everyone until now
		}
		hits = append(hits, Hit{Watch: knowledge.Watch{
			Rule: idExposure, Score: score, Moment: "at-apply", Outcome: "exposure", Why: fmt.Sprintf("it opens %v%s to everyone", o, meaning),
		}})
	}
	if takesRules(c) && !slices.ContainsFunc(c.Changed, func(a plan.Attribute) bool { return a.Unknown }) {
		for _, b := range uncovered(before, after, opening.covers) {
			hits = append(hits, Hit{Watch: knowledge.Watch{
				Rule: idIngressRemoved, Score: 50, Moment: "at-apply", Outcome: "access-loss",
				Why: fmt.Sprintf("it no longer lets in %v from where it did", b),
			}})
		}
	}
	return heaviest(hits)
}

// singleRules are the types of which each instance is a rule, so that a delete closes a way
// in. That of a whole group says so by itself.
var singleRules = []string{"aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "google_compute_firewall", "azurerm_network_security_rule"}

// takesRules reports whether a change may close a way in.
func takesRules(c *plan.Change) bool {
	return c.Action == plan.ActionUpdate || c.Action != plan.ActionCreate && slices.Contains(singleRules, c.Type)
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
