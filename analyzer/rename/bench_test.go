package rename_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/rename"
)

// largeObject is about 2 kB of attributes: some that all objects share, some of its own,
// a policy document and nested blocks.
func largeObject(i int, name string) plan.Object {
	o := plan.Object{
		"name": name, "region": "eu-west-1", "engine": "postgres", "encrypted": true, "size": json.Number("50"),
		"policy": `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": "arn:aws:s3:::` + name + `/*"}]}`,
		"tags":   map[string]any{"Name": name, "Team": "platform", "Stage": "production", "CostCenter": "4711"},
	}
	for j := range 20 {
		o[fmt.Sprintf("setting_%d", j)] = fmt.Sprintf("a value that many objects of the type have, %d", j)
	}
	var blocks []any
	for j := range 6 {
		blocks = append(blocks, map[string]any{"port": json.Number(fmt.Sprint(8000 + j)), "protocol": "tcp", "description": fmt.Sprintf("rule %d of %d", j, i), "enabled": true})
	}
	o["rule"] = blocks
	return o
}

// largePlan makes a plan of n deletes and n creates of one type, and as many others that
// stay. Each create has the attributes of one delete, but the name where renamed is
// false.
func largePlan(tb testing.TB, deletes, creates, others int, same bool) *plan.Plan {
	tb.Helper()
	p := &plan.Plan{}
	add := func(at string, action plan.Action, before, after plan.Object) {
		inst, err := address.ParseInstance(at)
		if err != nil {
			tb.Fatal(err)
		}
		p.Changes = append(p.Changes, &plan.Change{
			Address: at, Instance: inst, Mode: "managed", Type: inst.Type, Name: inst.Name, ProviderName: "registry.terraform.io/hashicorp/aws",
			Action: action, Before: before, After: after,
		})
	}
	for i := range deletes {
		add(fmt.Sprintf("module.old[%q].aws_thing.a", fmt.Sprint("k", i)), plan.ActionDelete, largeObject(i, fmt.Sprint("object-", i)), nil)
	}
	for i := range creates {
		name, number := fmt.Sprint("object-", i), i
		if !same {
			name, number = fmt.Sprint("another-", i), i+deletes
		}
		add(fmt.Sprintf("module.new[%q].aws_thing.a", fmt.Sprint("k", i)), plan.ActionCreate, nil, largeObject(number, name))
	}
	for i := range others {
		o := largeObject(-i, strings.Repeat("x", i%9)+fmt.Sprint("other-", i))
		add(fmt.Sprintf("aws_thing.other[%q]", fmt.Sprint("k", i)), plan.ActionNoOp, o, o)
	}
	return p
}

func BenchmarkFindLarge(b *testing.B) {
	for _, shape := range []struct {
		name                     string
		deletes, creates, others int
		same                     bool
	}{
		{"renamed", 500, 500, 500, true},
		{"renamed", 5_000, 5_000, 5_000, true},
		{"strangers", 5_000, 5_000, 5_000, false},
		{"deletes", 50_000, 0, 0, false},
		{"few", 10, 10, 20_000, true},
	} {
		b.Run(fmt.Sprintf("%s/%d", shape.name, shape.deletes), func(b *testing.B) {
			p := largePlan(b, shape.deletes, shape.creates, shape.others, shape.same)
			b.ReportAllocs()
			for b.Loop() {
				rename.Find(p)
			}
		})
	}
}
