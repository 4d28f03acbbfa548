package rename_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/rename"
)

const countIndex = "delete_because_count_index"

// list plans a resource with count over a list: replaced or updated where the element
// at an index changes.
func list(local, argument string, before, after []string, actions ...string) []row {
	var rows []row
	for i := range max(len(before), len(after)) {
		r := row{at: at("%s[%d]", local, i)}
		if i < len(before) {
			r.before = attributes{argument: before[i], "id": at("id-%d", i), "tags": attributes{"Name": at("app-%d", i)}}
		}
		switch {
		case i >= len(after):
			r.reason = countIndex
		case i >= len(before) || before[i] != after[i]:
			r.after, r.unknown = attributes{argument: after[i], "tags": attributes{"Name": at("app-%d", i)}}, []string{"id"}
			if i < len(before) {
				r.actions = actions
				if actions == nil {
					r.after, r.unknown = r.before.with(attributes{argument: after[i]}), nil
				}
			}
		default:
			r.after = r.before
		}
		rows = append(rows, r)
	}
	return rows
}

func TestShift(t *testing.T) {
	t.Parallel()
	four := []string{"10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24", "10.0.4.0/24"}
	replace := []string{"delete", "create"}
	tests := []struct {
		name     string
		rows     []row
		want     []string
		commands []string
	}{
		{
			"the first of three, replaced",
			list("aws_subnet.app", "cidr_block", four[:3], four[1:3], replace...),
			[]string{
				"aws_subnet.app[1] -> aws_subnet.app[0]: shifted, 1 of 1, likely; lost: aws_subnet.app[0]",
				"aws_subnet.app[2] -> aws_subnet.app[1]: shifted, 1 of 1, likely; lost: aws_subnet.app[0]",
			},
			[]string{
				"terraform state mv 'aws_subnet.app[0]' 'aws_subnet.app[3]'",
				"terraform state mv 'aws_subnet.app[1]' 'aws_subnet.app[0]'",
				"terraform state mv 'aws_subnet.app[2]' 'aws_subnet.app[1]'",
			},
		},
		{
			"one in the middle, updated in place",
			list("aws_rule.r", "cidr", four, []string{four[0], four[2], four[3]}),
			[]string{
				"aws_rule.r[2] -> aws_rule.r[1]: shifted, 1 of 1, certain; lost: aws_rule.r[1]",
				"aws_rule.r[3] -> aws_rule.r[2]: shifted, 1 of 1, certain; lost: aws_rule.r[1]",
			},
			[]string{
				"terraform state mv 'aws_rule.r[1]' 'aws_rule.r[4]'",
				"terraform state mv 'aws_rule.r[2]' 'aws_rule.r[1]'",
				"terraform state mv 'aws_rule.r[3]' 'aws_rule.r[2]'",
			},
		},
		{
			"the first and the third of four",
			list("aws_rule.r", "cidr", four, []string{four[1], four[3]}),
			[]string{
				"aws_rule.r[1] -> aws_rule.r[0]: shifted, 1 of 1, certain; lost: aws_rule.r[0], aws_rule.r[2]",
				"aws_rule.r[3] -> aws_rule.r[1]: shifted, 1 of 1, certain; lost: aws_rule.r[0], aws_rule.r[2]",
			},
			[]string{
				"terraform state mv 'aws_rule.r[0]' 'aws_rule.r[4]'",
				"terraform state mv 'aws_rule.r[1]' 'aws_rule.r[0]'",
				"terraform state mv 'aws_rule.r[3]' 'aws_rule.r[1]'",
			},
		},
		{
			"one more in the middle",
			list("aws_rule.r", "cidr", []string{four[0], four[2], four[3]}, four),
			[]string{
				"aws_rule.r[1] -> aws_rule.r[2]: shifted, 1 of 1, certain; added: aws_rule.r[1]",
				"aws_rule.r[2] -> aws_rule.r[3]: shifted, 1 of 1, likely; added: aws_rule.r[1]",
			},
			[]string{
				"terraform state mv 'aws_rule.r[2]' 'aws_rule.r[3]'",
				"terraform state mv 'aws_rule.r[1]' 'aws_rule.r[2]'",
			},
		},
		{
			"a block that reads the shifted one follows",
			append(list("aws_subnet.app", "cidr_block", four[:2], four[1:2], replace...),
				row{at: "aws_route.r[0]", before: attributes{"subnet_id": "id-0"}, after: attributes{}, unknown: []string{"subnet_id"}},
				row{at: "aws_route.r[1]", before: attributes{"subnet_id": "id-1"}, reason: countIndex}),
			[]string{
				"aws_route.r[1] -> aws_route.r[0]: shifted, 0 of 0, likely; lost: aws_route.r[0]",
				"aws_subnet.app[1] -> aws_subnet.app[0]: shifted, 1 of 1, likely; lost: aws_subnet.app[0]",
			},
			[]string{
				"terraform state mv 'aws_route.r[0]' 'aws_route.r[2]'",
				"terraform state mv 'aws_route.r[1]' 'aws_route.r[0]'",
				"terraform state mv 'aws_subnet.app[0]' 'aws_subnet.app[2]'",
				"terraform state mv 'aws_subnet.app[1]' 'aws_subnet.app[0]'",
			},
		},
		{
			"all of them change, and one more comes that is like them",
			[]row{
				{at: "aws_gateway.g[0]", before: attributes{"subnet": "subnet-one", "region": "eu-west-1"}, after: attributes{"region": "eu-west-1"}, unknown: []string{"subnet"}, actions: replace},
				{at: "aws_gateway.g[1]", before: attributes{"subnet": "subnet-two", "region": "eu-west-1"}, after: attributes{"region": "eu-west-1"}, unknown: []string{"subnet"}, actions: replace},
				{at: "aws_gateway.g[2]", after: attributes{"region": "eu-west-1"}, unknown: []string{"subnet"}},
			},
			nil, nil,
		},
		{"the last one", list("aws_rule.r", "cidr", four, four[:3]), nil, nil},
		{"one more at the end", list("aws_rule.r", "cidr", four[:3], four), nil, nil},
		{
			"a block with the same counts between two shifts that lose different elements",
			append(append(list("aws_subnet.app", "cidr_block", four[:3], four[1:3], replace...),
				list("aws_rule.r", "cidr", four[:3], []string{four[0], four[2]})...),
				row{at: "aws_route.r[0]", before: attributes{"subnet_id": "id-0"}, after: attributes{}, unknown: []string{"subnet_id"}},
				row{at: "aws_route.r[1]", before: attributes{"subnet_id": "id-1"}, after: attributes{}, unknown: []string{"subnet_id"}},
				row{at: "aws_route.r[2]", before: attributes{"subnet_id": "id-2"}, reason: countIndex}),
			[]string{
				"aws_rule.r[2] -> aws_rule.r[1]: shifted, 1 of 1, certain; lost: aws_rule.r[1]",
				"aws_subnet.app[1] -> aws_subnet.app[0]: shifted, 1 of 1, likely; lost: aws_subnet.app[0]",
				"aws_subnet.app[2] -> aws_subnet.app[1]: shifted, 1 of 1, likely; lost: aws_subnet.app[0]",
			},
			[]string{
				"terraform state mv 'aws_rule.r[1]' 'aws_rule.r[3]'",
				"terraform state mv 'aws_rule.r[2]' 'aws_rule.r[1]'",
				"terraform state mv 'aws_subnet.app[0]' 'aws_subnet.app[3]'",
				"terraform state mv 'aws_subnet.app[1]' 'aws_subnet.app[0]'",
				"terraform state mv 'aws_subnet.app[2]' 'aws_subnet.app[1]'",
			},
		},
		{"the last one, and another one changes", list("aws_rule.r", "cidr", four[:3], []string{four[0], "192.168.0.0/16"}), nil, nil},
		{"nothing but numbers below ten", list("aws_rule.r", "priority", []string{"1", "2", "3"}, []string{"2", "3"}), nil, nil},
		{
			"one element that another index gets, and all others new",
			list("aws_rule.r", "cidr", []string{"first", "second", "third", "fourth"}, []string{"second", "fifth", "sixth"}),
			nil, nil,
		},
		{"a swap", list("aws_rule.r", "cidr", four[:2], []string{four[1], four[0]}), nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			pairs := rename.Find(read(t, tt.rows...))
			if diff := cmp.Diff(tt.want, lines(pairs)); diff != "" {
				t.Errorf("pairs (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.commands, rename.StateMoves(pairs)); diff != "" {
				t.Errorf("commands (-want +got):\n%s", diff)
			}
			if blocks := rename.Blocks(pairs); blocks != nil {
				t.Errorf("moved blocks %q: none can shift an index", blocks)
			}
		})
	}
}
