package analyzer

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// placeLists are attributes that list places, networks and principals: the order of
// their elements means nothing.
var placeLists = map[string]bool{
	"cidr_blocks": true, "ipv6_cidr_blocks": true, "source_ranges": true, "destination_ranges": true, "ip_rules": true,
	"security_groups": true, "security_group_ids": true, "vpc_security_group_ids": true, "subnet_ids": true, "subnets": true,
	"members": true, "managed_policy_arns": true, "address_prefixes": true, "public_access_cidrs": true, "entries": true,
	"virtual_network_subnet_ids": true, "aliases": true, "addresses": true, "authorized_ip_ranges": true,
	"api_server_authorized_ip_ranges": true, "domains": true, "subject_alternative_names": true, "hosts": true,
}

// reader returns what reads the entries of an attribute, nil where its content has no
// form that is known.
func (d *contentDiffer) reader(name string, before, after any) func(any) []entry {
	switch name {
	case "ingress", "egress", "security_rule":
		if hasAttribute(before, after, "protocol") {
			return func(v any) []entry { return ruleEntries(v, name) }
		}
		return nil
	case "route":
		if !hasAttribute(before, after, "cidr_block") && !hasAttribute(before, after, "address_prefix") {
			return nil
		}
		return routeEntries
	case "lifecycle_rule":
		return lifecycleEntries
	case "rule":
		if strings.Contains(d.kind, "lifecycle") || strings.Contains(d.kind, "management_policy") {
			return lifecycleEntries
		}
		return namedReader(before, after)
	case "env", "environment_variable", "setting", "parameter", "set":
		return namedReader(before, after)
	case "data", "binary_data":
		if strings.HasPrefix(d.kind, "kubernetes_config_map") && (isObject(before) || isObject(after)) {
			return mapEntries
		}
	case "variables", "environment_variables", "app_settings", "runtime_environment_variables":
		if isObject(before) || isObject(after) {
			return mapEntries
		}
		return nil
	}
	switch {
	case name == "cidr_blocks" && hasAttribute(before, after, "cidr_block"):
		return func(v any) []entry { return rangeEntries(v, "cidr_block", "display_name") }
	case name == "authorized_networks" && hasAttribute(before, after, "value"):
		return func(v any) []entry { return rangeEntries(v, "value", "name") }
	case name == "subject" && strings.Contains(d.kind, "role_binding") && hasAttribute(before, after, "kind"):
		return subjectEntries
	}
	if placeLists[name] && (scalarList(before) || scalarList(after)) {
		return func(v any) []entry { return plainEntries(texts(v)) }
	}
	return documentReader(name, before, after)
}

func isObject(v any) bool {
	_, ok := v.(map[string]any)
	return ok
}

func scalarList(v any) bool {
	list, ok := v.([]any)
	return ok && len(list) > 0 && len(blocks(v)) == 0
}

// hasAttribute reports whether a block of either list has an attribute.
func hasAttribute(before, after any, name string) bool {
	for _, list := range [][]map[string]any{blocks(before), blocks(after)} {
		for _, m := range list {
			if _, ok := m[name]; ok {
				return true
			}
		}
	}
	return false
}

func ruleEntries(v any, name string) []entry {
	var lines []string
	for _, m := range blocks(v) {
		lines = append(lines, networkRules(m, outgoing(name, m))...)
	}
	return plainEntries(lines)
}

func routeEntries(v any) []entry {
	var entries []entry
	for _, m := range blocks(v) {
		entries = append(entries, routeOf(m))
	}
	return entries
}

// rangeEntries reads networks that are let in, with what they are called.
func rangeEntries(v any, network, name string) []entry {
	var lines []string
	for _, m := range blocks(v) {
		text := first(m, network)
		if called := first(m, name); called != "" {
			text += " (" + called + ")"
		}
		lines = append(lines, text)
	}
	return plainEntries(lines)
}

// subjectEntries reads whom a binding of Kubernetes is for. A namespace is that of a service
// account.
func subjectEntries(v any) []entry {
	var lines []string
	for _, m := range blocks(v) {
		text := first(m, "kind") + " " + first(m, "name")
		if namespace := first(m, "namespace"); namespace != "" && first(m, "kind") == "ServiceAccount" {
			text += " in " + namespace
		}
		lines = append(lines, text)
	}
	return plainEntries(lines)
}

// identifying are the attributes by which blocks of a list are told apart.
var identifying = []string{"name", "id", "key", "priority"}

// namedReader reads blocks by the attribute that tells them apart; what they hold is
// compared and not shown. It is nil where there is no such attribute.
func namedReader(before, after any) func(any) []entry {
	for _, by := range identifying {
		if hasAttribute(before, after, by) {
			return func(v any) []entry { return namedEntries(v, by) }
		}
	}
	return nil
}

func namedEntries(v any, by string) []entry {
	var entries []entry
	for i, m := range blocks(v) {
		name := first(m, by)
		if name == "" {
			name = "number " + strconv.Itoa(i+1)
		}
		entries = append(entries, entry{key: name, text: name, same: canonical(m), raw: m})
	}
	return entries
}

// mapEntries reads a map by its keys; what they hold is compared and not shown.
func mapEntries(v any) []entry {
	m, _ := v.(map[string]any)
	var entries []entry
	for _, name := range address.SortedKeys(m) {
		entries = append(entries, entry{key: name, text: name, same: name + "=" + canonical(m[name])})
	}
	return entries
}

// lifecycleEntries reads rules that expire or move objects, with all that is set in them.
func lifecycleEntries(v any) []entry {
	var entries []entry
	for _, m := range blocks(v) {
		name := first(m, "id", "name")
		key := name
		if name == "" {
			name = "rule"
			if len(blocks(v)) == 1 {
				key = name // else which is which is not known
			}
		}
		set := settingsOf("", m, nil)
		text := name + ": " + strings.Join(set, ", ")
		if !strings.Contains(text, "prefix") && !strings.Contains(text, "tag") && !strings.Contains(text, "object_size") {
			text += ", for all objects"
		}
		entries = append(entries, entry{key: key, text: text, same: canonical(m)})
	}
	return entries
}

// settingsOf lists the settings of a block that are set, without those that name it.
func settingsOf(path string, m map[string]any, set []string) []string {
	for _, name := range address.SortedKeys(m) {
		v := m[name]
		at := name
		if path != "" {
			at = path + "." + name
		}
		switch inner := v.(type) {
		case map[string]any:
			set = settingsOf(at, inner, set)
			continue
		case []any:
			if nested := blocks(v); len(nested) > 0 {
				for _, b := range nested {
					set = settingsOf(at, b, set)
				}
				continue
			}
		}
		if plan.Empty(v) || v == false || path == "" && (name == "id" || name == "name") {
			continue
		}
		set = append(set, at+" "+plan.Text(v))
	}
	return set
}

// canonical writes a value so that equal ones have equal texts: what is not set is left
// out. A masked value is written by what makes it equal to others.
func canonical(v any) string {
	var b strings.Builder
	writeCanonical(&b, v)
	return b.String()
}

func writeCanonical(b *strings.Builder, v any) {
	switch v := v.(type) {
	case map[string]any:
		b.WriteByte('{')
		for _, name := range address.SortedKeys(v) {
			if plan.Empty(v[name]) {
				continue
			}
			b.WriteString(strconv.Quote(name) + ":")
			writeCanonical(b, v[name])
			b.WriteByte(',')
		}
		b.WriteByte('}')
	case []any:
		b.WriteByte('[')
		for _, e := range v {
			writeCanonical(b, e)
			b.WriteByte(',')
		}
		b.WriteByte(']')
	case string:
		b.WriteString(strconv.Quote(v))
	case plan.Masked:
		fmt.Fprintf(b, "%#v", v) // equal values have equal tokens; this text is compared and goes nowhere
	default:
		b.WriteString(plan.Text(v))
	}
}
