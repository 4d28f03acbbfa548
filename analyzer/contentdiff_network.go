package analyzer

import (
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules"
)

// standalone returns how to read a resource that is itself a rule, a route or a record,
// and what the difference is called; nil for others.
func standalone(c *plan.Change) (path string, read func(plan.Object) []entry) {
	object := func(of func(map[string]any) []entry) func(plan.Object) []entry {
		return func(o plan.Object) []entry {
			if o == nil {
				return nil
			}
			return of(map[string]any(o))
		}
	}
	switch c.Type {
	case "aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule",
		"aws_network_acl_rule", "azurerm_network_security_rule":
		return "rule", object(func(m map[string]any) []entry { return plainEntries(networkRules(m, outgoing(c.Type, m))) })
	case "google_compute_firewall":
		return "rule", object(firewallRules)
	case "aws_route", "azurerm_route", "google_compute_route":
		return "route", object(func(m map[string]any) []entry { return []entry{routeOf(m)} })
	case "aws_route53_record", "google_dns_record_set", "cloudflare_record", "cloudflare_dns_record":
		return "record", object(recordsOf)
	}
	return "", nil
}

// outgoing reports whether a rule is about what goes out.
func outgoing(kind string, m map[string]any) bool {
	word := strings.ToLower(first(m, "direction", "type"))
	return strings.Contains(kind, "egress") || word == "egress" || word == "outbound" || m["egress"] == true
}

// ends are attributes that hold the other end of a rule: of AWS, then of others.
var ends = []string{
	"cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6", "cidr_block", "ipv6_cidr_block", "prefix_list_ids", "prefix_list_id",
	"security_groups", "source_security_group_id", "referenced_security_group_id",
}

// networkRules writes a rule of a security group or an access list, one line for each
// other end.
func networkRules(m map[string]any, out bool) []string {
	lead := strings.TrimSpace(first(m, "rule_no", "rule_number", "priority") + " " + denying(m))
	lead = strings.TrimSpace(lead + " " + protocol(m) + ports(m))
	word, others := " from ", endsOf(m, ends)
	if out {
		word = " to "
	}
	if m["self"] == true {
		others = append(others, "the group itself")
	}
	if isAzureRule(m) {
		from := endsOf(m, []string{"source_address_prefix", "source_address_prefixes", "source_application_security_group_ids"})
		to := endsOf(m, []string{"destination_address_prefix", "destination_address_prefixes", "destination_application_security_group_ids"})
		word, others = " from ", nil
		for _, f := range from {
			for _, t := range to {
				others = append(others, f+" to "+t)
			}
		}
	}
	if len(others) == 0 {
		others = []string{knownLater}
	}
	lines := make([]string, 0, len(others))
	for _, other := range others {
		lines = append(lines, lead+word+other)
	}
	return lines
}

func isAzureRule(m map[string]any) bool {
	_, ok := m["source_address_prefix"]
	return ok
}

func endsOf(m map[string]any, names []string) []string {
	var found []string
	for _, name := range names {
		found = append(found, texts(m[name])...)
	}
	return found
}

// denying is the verb of a rule that forbids, empty for one that allows.
func denying(m map[string]any) string {
	if strings.EqualFold(first(m, "access", "action", "rule_action"), "deny") {
		return "deny"
	}
	return ""
}

func protocol(m map[string]any) string {
	name := rules.ProtocolName(first(m, "protocol", "ip_protocol"))
	if name == rules.AllProtocols {
		return allTraffic
	}
	return name
}

// allTraffic is what a rule for all protocols is about.
const allTraffic = "all traffic"

// ports writes the ports of a rule with a space in front, nothing where there are none.
func ports(m map[string]any) string {
	if list := append(texts(m["destination_port_range"]), texts(m["destination_port_ranges"])...); len(list) > 0 {
		return " " + strings.Join(list, ",")
	}
	from, to := m["from_port"], m["to_port"]
	if from == nil || to == nil || protocol(m) == allTraffic {
		return ""
	}
	low, high := plan.Text(from), plan.Text(to)
	if low == high {
		return " " + low
	}
	return " " + low + "-" + high
}

// firewallRules writes a firewall rule of Google: each protocol for each other end.
func firewallRules(m map[string]any) []entry {
	word, others := " from ", endsOf(m, []string{"source_ranges", "source_tags", "source_service_accounts"})
	if outgoing("", m) {
		word, others = " to ", endsOf(m, []string{"destination_ranges"})
	}
	if len(others) == 0 {
		others = []string{"anywhere"} // what the service takes none for
	}
	off := ""
	if m["disabled"] == true {
		off = " (disabled)"
	}
	var lines []string
	for _, verb := range []string{"allow", "deny"} {
		for _, b := range blocks(m[verb]) {
			what := protocol(b)
			if list := texts(b["ports"]); len(list) > 0 {
				what += " " + strings.Join(list, ",")
			}
			if verb == "deny" {
				what = "deny " + what
			}
			for _, other := range others {
				lines = append(lines, what+word+other+off)
			}
		}
	}
	return plainEntries(lines)
}

var (
	destinations = []string{
		"destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id", "cidr_block", "ipv6_cidr_block",
		"address_prefix", "dest_range",
	}
	nextHops = []string{
		"gateway_id", "nat_gateway_id", "transit_gateway_id", "vpc_peering_connection_id", "network_interface_id", "vpc_endpoint_id",
		"egress_only_gateway_id", "carrier_gateway_id", "local_gateway_id", "core_network_arn", "instance_id",
		"next_hop_in_ip_address", "next_hop_gateway", "next_hop_ip", "next_hop_instance", "next_hop_ilb", "next_hop_vpn_tunnel", "next_hop_type",
	}
)

// routeOf writes a route. Its key is where it leads.
func routeOf(m map[string]any) entry {
	to, via := first(m, destinations...), first(m, nextHops...)
	if to == "" {
		to = knownLater
	}
	if via == "" {
		via = knownLater
	}
	text := to + " via " + via
	return entry{key: to, text: text, same: text}
}

// shownRecords are the types of records whose values are places: others may hold tokens.
var shownRecords = map[string]bool{"A": true, "AAAA": true, "CNAME": true, "MX": true, "NS": true, "SRV": true, "PTR": true, "CAA": true}

// recordsOf writes a DNS record, one line for each value.
func recordsOf(m map[string]any) []entry {
	kind := first(m, "type")
	lead := strings.TrimSpace(kind + " " + first(m, "name"))
	var entries []entry
	for _, value := range endsOf(m, []string{"records", "rrdatas", "value", "content"}) {
		text := lead + " " + value
		if !shownRecords[kind] {
			text = lead + " (value not shown)"
		}
		entries = append(entries, entry{text: text, same: lead + " " + value})
	}
	for _, alias := range blocks(m["alias"]) {
		text := lead + " alias of " + first(alias, "name")
		entries = append(entries, entry{text: text, same: text + first(alias, "zone_id")})
	}
	return entries
}
