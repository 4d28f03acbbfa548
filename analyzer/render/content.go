package render

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/report"
)

// sameContent stands where an attribute differs and its content does not.
const sameContent = "nothing comes or goes: another order, form or description"

// contentLine is one line of what comes and goes in an attribute: its sign and its text.
type contentLine struct{ sign, text string }

// contentLines lists what comes and goes, changed entries first.
func contentLines(d *report.ContentDiff) []contentLine {
	var lines []contentLine
	for _, group := range [...]struct {
		sign string
		list []string
	}{{"~", d.Changed}, {"+", d.Added}, {"-", d.Removed}} {
		for _, text := range group.list {
			lines = append(lines, contentLine{group.sign, text})
		}
	}
	return lines
}

// inDiff reports whether a content diff tells of an attribute.
func inDiff(diffs []report.ContentDiff, path string) bool {
	for i := range diffs {
		rest, ok := strings.CutPrefix(path, diffs[i].Path)
		if ok && (rest == "" || rest[0] == '.' || rest[0] == '[') {
			return true
		}
	}
	return false
}

// wholes are the attributes that the content of a resource tells which is itself a rule, a
// route or a record.
var wholes = map[string][]string{
	"record": {"records", "rrdatas", "value", "content", "alias", "type", "name"},
	"route":  {"cidr_block", "destination_cidr_block", "address_prefix", "dest_range", "gateway_id", "nat_gateway_id", "next_hop_type", "next_hop_in_ip_address"},
	"rule": {
		"source_ranges", "source_tags", "destination_ranges", "allow", "deny", "cidr_blocks", "cidr_ipv4", "cidr_ipv6", "ports", "protocol",
		"source_address_prefix", "source_address_prefixes", "destination_port_range", "destination_port_ranges",
	},
}

// toldAsWhole reports whether the content of a resource that is itself an entry tells an
// attribute.
func toldAsWhole(diffs []report.ContentDiff, path string) bool {
	name, _, _ := strings.Cut(path, "[")
	return slices.ContainsFunc(diffs, func(d report.ContentDiff) bool {
		return len(d.Added)+len(d.Removed)+len(d.Changed) > 0 && slices.Contains(wholes[d.Path], name)
	})
}

// content lists what comes and goes in list-like attributes.
func (m *sheet) content(c *report.Change) {
	for i := range c.Diff {
		d := &c.Diff[i]
		lines := contentLines(d)
		if len(lines) == 0 {
			m.line("- **In** ", codeSpan(d.Path, false), " ", sameContent)
			continue
		}
		m.line("- **In** ", codeSpan(d.Path, false))
		for _, l := range lines {
			m.line("  - ", codeSpan(l.sign+" "+l.text, false))
		}
		if d.Omitted > 0 {
			m.line(fmt.Sprintf("  - … and %d more", d.Omitted))
		}
	}
}

// content lists what comes and goes in list-like attributes.
func (p *page) content(c *report.Change) {
	for i := range c.Diff {
		d := &c.Diff[i]
		lines := contentLines(d)
		if len(lines) == 0 {
			p.field(labelOnce("content", i), clean(d.Path)+": "+sameContent)
			continue
		}
		p.field(labelOnce("content", i), clean(d.Path))
		indent := strings.Repeat(" ", p.bodyIndent())
		for _, l := range lines {
			p.paragraph(indent+l.sign+" ", clean(l.text), plain)
		}
		if d.Omitted > 0 {
			p.line(indent + fmt.Sprintf("… and %d more", d.Omitted))
		}
	}
}
