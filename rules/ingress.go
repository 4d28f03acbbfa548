package rules

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// opening is one source that a rule lets in, through a range of ports.
type opening struct {
	// protocol is in lower case, "all" for all of them.
	protocol string
	from, to int
	source   string
}

const lastPort = 65535

// internet are the words by which the three clouds mean everyone.
var internet = []string{"*", "internet", "any"}

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
	case "openstack_networking_secgroup_rule_v2":
		return ofOpenStack(o), true
	case "azurerm_network_security_group":
		var all []opening
		for _, v := range valuesAt(o, "security_rule") {
			if block, ok := v.(map[string]any); ok {
				all = append(all, ofAzure(block)...)
			}
		}
		return all, true
	}
	if form, ok := firewalls[resourceType]; ok {
		return form.openings(o), true
	}
	if rule, ok := serverRules[resourceType]; ok {
		return rule.openings(o), true
	}
	return nil, false
}

// AllProtocols is the name of all protocols together.
const AllProtocols = "all"

// protocolNames are the protocols that rules give by number (IANA), and the words for all.
var protocolNames = map[string]string{"-1": AllProtocols, "*": AllProtocols, "1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6"}

// ProtocolName is the name of a protocol that a rule gives by name or by number, in lower
// case; what is not known stays as it is.
func ProtocolName(word string) string {
	word = strings.ToLower(word)
	if name, ok := protocolNames[word]; ok {
		return name
	}
	return word
}

// awsSources are the attributes of AWS that name who is let in.
var awsSources = []string{
	"cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "security_groups", "source_security_group_id",
	"cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id",
}

func ofAWS(block map[string]any) []opening {
	protocol := ProtocolName(textOf(block, "protocol") + textOf(block, "ip_protocol"))
	from, to := portOf(block["from_port"], 0), portOf(block["to_port"], lastPort)
	if protocol == AllProtocols {
		from, to = 0, lastPort
	}
	var all []opening
	for _, name := range awsSources {
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

// ofOpenStack reads a rule of a group, where no source means everyone and no port all of them.
// https://registry.terraform.io/providers/terraform-provider-openstack/openstack/latest/docs/resources/networking_secgroup_rule_v2
func ofOpenStack(o plan.Object) []opening {
	if !strings.EqualFold(textOf(o, "direction"), "ingress") {
		return nil
	}
	sources := slices.Concat(textsAt(o, "remote_ip_prefix"), textsAt(o, "remote_group_id"), textsAt(o, "remote_address_group_id"))
	if len(sources) == 0 {
		sources = []string{"0.0.0.0/0"}
		if strings.EqualFold(textOf(o, "ethertype"), "ipv6") {
			sources = []string{"::/0"}
		}
	}
	from, to := portOf(o["port_range_min"], 0), portOf(o["port_range_max"], lastPort)
	if from == 0 && to == 0 {
		to = lastPort
	}
	protocol := strings.ToLower(textOf(o, "protocol"))
	if protocol == "" {
		protocol = "all"
	}
	all := make([]opening, 0, len(sources))
	for _, source := range sources {
		all = append(all, opening{protocol, from, to, source})
	}
	return all
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
		if first, last, isRange := strings.Cut(port, "-"); port != "*" && port != "all" && port != "any" {
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
