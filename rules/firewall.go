package rules

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// firewall says how a type writes the rules of what it lets in.
type firewall struct {
	// blocks is the attribute with the rules. Those count of which the attributes of only hold
	// the value, in lower case.
	blocks string
	only   map[string]string
	// ports is the attribute with a port or a range, sources are those with networks and others.
	ports   string
	sources []string
}

// firewalls are the firewalls of further clouds, by type.
// https://registry.terraform.io/providers/digitalocean/digitalocean/latest/docs/resources/firewall
// https://registry.terraform.io/providers/hetznercloud/hcloud/latest/docs/resources/firewall
// https://registry.terraform.io/providers/linode/linode/latest/docs/resources/firewall
var firewalls = map[string]firewall{
	"digitalocean_firewall": {
		blocks: "inbound_rule", ports: "port_range",
		sources: []string{"source_addresses", "source_tags", "source_load_balancer_uids", "source_kubernetes_ids"},
	},
	"hcloud_firewall": {blocks: "rule", only: map[string]string{"direction": "in"}, ports: "port", sources: []string{"source_ips"}},
	"linode_firewall": {blocks: "inbound", only: map[string]string{"action": "accept"}, ports: "ports", sources: []string{"ipv4", "ipv6"}},
}

func (f firewall) openings(o plan.Object) []opening {
	var all []opening
	for _, v := range valuesAt(o, f.blocks) {
		block, ok := v.(map[string]any)
		if !ok || !f.counts(block) {
			continue
		}
		var sources, ports []string
		for _, name := range f.sources {
			sources = append(sources, textsAt(block, name)...)
		}
		for _, list := range textsAt(block, f.ports) { // one, or several such as 22, 8000-8100
			for port := range strings.SplitSeq(list, ",") {
				ports = append(ports, strings.TrimSpace(port))
			}
		}
		all = append(all, portOpenings(textOf(block, "protocol"), ports, sources)...)
	}
	return all
}

func (f firewall) counts(block map[string]any) bool {
	for name, want := range f.only {
		if !strings.EqualFold(textOf(block, name), want) {
			return false
		}
	}
	return true
}

// serverRule is a rule of the firewall that a managed server has of its own: it says from
// where the server is reached, and the port is that of the server.
type serverRule struct {
	port int
	// sources are attributes with networks and addresses, first and last those with the ends
	// of a range.
	sources     []string
	first, last string
}

// serverRules are the types of which each instance is one such rule.
var serverRules = map[string]serverRule{
	"azurerm_cosmosdb_postgresql_firewall_rule":        {port: 5432, first: "start_ip_address", last: "end_ip_address"},
	"azurerm_mariadb_firewall_rule":                    {port: 3306, first: "start_ip_address", last: "end_ip_address"},
	"azurerm_mongo_cluster_firewall_rule":              {port: 27017, first: "start_ip_address", last: "end_ip_address"},
	"azurerm_mssql_firewall_rule":                      {port: 1433, first: "start_ip_address", last: "end_ip_address"},
	"azurerm_mysql_firewall_rule":                      {port: 3306, first: "start_ip_address", last: "end_ip_address"},
	"azurerm_mysql_flexible_server_firewall_rule":      {port: 3306, first: "start_ip_address", last: "end_ip_address"},
	"azurerm_postgresql_firewall_rule":                 {port: 5432, first: "start_ip_address", last: "end_ip_address"},
	"azurerm_postgresql_flexible_server_firewall_rule": {port: 5432, first: "start_ip_address", last: "end_ip_address"},
	"azurerm_redis_firewall_rule":                      {port: 6379, first: "start_ip", last: "end_ip"},
	"azurerm_sql_firewall_rule":                        {port: 1433, first: "start_ip_address", last: "end_ip_address"},
	"azurerm_synapse_firewall_rule":                    {port: 1433, first: "start_ip_address", last: "end_ip_address"},
	"mongodbatlas_project_ip_access_list":              {port: 27017, sources: []string{"cidr_block", "ip_address"}},
}

// allOfAzure is the address that, as both ends of a range, means whatever runs in Azure, for
// whichever customer.
// https://learn.microsoft.com/azure/azure-sql/database/firewall-configure
const allOfAzure = "0.0.0.0"

func (r serverRule) openings(o plan.Object) []opening {
	var sources []string
	for _, name := range r.sources {
		sources = append(sources, textsAt(o, name)...)
	}
	if first, last := textOf(o, r.first), textOf(o, r.last); first != "" && last != "" {
		sources = append(sources, first+"-"+last)
	}
	var all []opening
	for _, source := range sources {
		all = append(all, opening{"tcp", r.port, r.port, source})
	}
	return all
}

// toCloud finds a rule that lets in what runs in the cloud, for whichever customer.
func (r serverRule) toCloud(c *plan.Change) []Hit {
	lets := func(o plan.Object) bool {
		return slices.ContainsFunc(r.openings(o), func(o opening) bool { return o.source == allOfAzure+"-"+allOfAzure })
	}
	if !lets(c.After) || lets(c.Before) {
		return nil
	}
	return []Hit{{Watch: knowledge.Watch{
		Rule: idExposure, Score: cloudPoints, Moment: knowledge.AtApply, Outcome: "exposure",
		Why: "it lets in whatever runs in Azure, of other customers too",
	}}}
}
