package rename_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/rename"
)

// named is a bucket of that name; each is told apart by it.
func named(name string) attributes { return bucket.with(attributes{"bucket": name}) }

// gone and come are the two sides of a rename.
func gone(at, name, reason string) row { return row{at: at, before: named(name), reason: reason} }
func come(at, name string) row         { return row{at: at, after: named(name)} }

func block(from, to string) string { return "moved {\n  from = " + from + "\n  to   = " + to + "\n}" }

func TestBlocks(t *testing.T) {
	t.Parallel()
	call := []row{
		gone(`module.a["x"].aws_s3_bucket.this[0]`, "bucket-1", noModule), come(`module.b["x"].aws_s3_bucket.this[0]`, "bucket-1"),
		gone(`module.a["x"].module.logs.aws_s3_bucket.this`, "bucket-2", noModule), come(`module.b["x"].module.logs.aws_s3_bucket.this`, "bucket-2"),
		gone(`module.a["y"].aws_s3_bucket.this[0]`, "bucket-3", noModule), come(`module.b["y"].aws_s3_bucket.this[0]`, "bucket-3"),
	}
	instances := []string{block(`module.a["x"]`, `module.b["x"]`), block(`module.a["y"]`, `module.b["y"]`)}
	tests := []struct {
		name string
		rows []row
		want []string
	}{
		{
			"one instance",
			[]row{gone("aws_s3_bucket.a", "bucket-1", noConfig), come("aws_s3_bucket.b", "bucket-1")},
			[]string{block("aws_s3_bucket.a", "aws_s3_bucket.b")},
		},
		{
			"a resource with all its keys",
			[]row{
				gone(`aws_s3_bucket.a["k"]`, "bucket-1", noConfig), come(`aws_s3_bucket.b["k"]`, "bucket-1"),
				gone(`aws_s3_bucket.a["l"]`, "bucket-2", noConfig), come(`aws_s3_bucket.b["l"]`, "bucket-2"),
			},
			[]string{block("aws_s3_bucket.a", "aws_s3_bucket.b")},
		},
		{
			"a resource of which one instance stays",
			[]row{
				gone(`aws_s3_bucket.a["k"]`, "bucket-1", eachKey), come(`aws_s3_bucket.b["k"]`, "bucket-1"),
				{at: `aws_s3_bucket.a["l"]`, before: named("bucket-2"), after: named("bucket-2")},
			},
			[]string{block(`aws_s3_bucket.a["k"]`, `aws_s3_bucket.b["k"]`)},
		},
		{
			"a resource that the configuration still has, without instances",
			[]row{gone(`aws_s3_bucket.a["k"]`, "bucket-1", eachKey), come(`aws_s3_bucket.b["k"]`, "bucket-1")},
			[]string{block(`aws_s3_bucket.a["k"]`, `aws_s3_bucket.b["k"]`)},
		},
		{
			"a changed key",
			[]row{gone(`aws_s3_bucket.a["k"]`, "bucket-1", eachKey), come(`aws_s3_bucket.a["l"]`, "bucket-1")},
			[]string{block(`aws_s3_bucket.a["k"]`, `aws_s3_bucket.a["l"]`)},
		},
		{"a module call with all its instances", call, []string{block("module.a", "module.b")}},
		{
			"a module call of which one instance stays",
			append([]row{{at: `module.a["z"].aws_s3_bucket.this[0]`, before: named("bucket-4"), after: named("bucket-4")}}, call...),
			instances,
		},
		{
			"a module instance with an object that really goes",
			append([]row{gone(`module.a["y"].aws_s3_bucket.other`, "bucket-5", noModule)}, call...),
			[]string{block("module.a", "module.b")},
		},
		{
			"a module whose target is taken in part",
			append([]row{{at: `module.b["y"].aws_s3_bucket.other`, before: named("bucket-6"), after: named("bucket-6")}}, call...),
			[]string{block(`module.a["x"]`, `module.b["x"]`), block(`module.a["y"].aws_s3_bucket.this`, `module.b["y"].aws_s3_bucket.this`)},
		},
		{
			"types with moves between them",
			[]row{
				{at: "cloudflare_record.www", before: attributes{"name": "www", "value": "203.0.113.77"}},
				{at: "cloudflare_dns_record.www", after: attributes{"name": "www", "content": "203.0.113.77"}},
			},
			[]string{block("cloudflare_record.www", "cloudflare_dns_record.www")},
		},
		{
			"types without moves between them",
			[]row{
				{at: "aws_s3_bucket_object.logo", before: attributes{"bucket": "acme", "key": "img/logo.png"}},
				{at: "aws_s3_object.logo", after: attributes{"bucket": "acme", "key": "img/logo.png"}},
			},
			nil,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			pairs := rename.Find(read(t, tt.rows...))
			if len(pairs) == 0 {
				t.Fatal("no pairs")
			}
			if diff := cmp.Diff(tt.want, rename.Blocks(pairs)); diff != "" {
				t.Errorf("blocks (-want +got):\n%s", diff)
			}
		})
	}
}

// TestBlocksDeclaredCall: a call that the configuration still has is not moved as a
// whole, since Terraform refuses that ("Moved object still exists").
func TestBlocksDeclaredCall(t *testing.T) {
	t.Parallel()
	p := read(t,
		gone(`module.a["x"].aws_s3_bucket.this`, "bucket-1", noModule), come(`module.b["x"].aws_s3_bucket.this`, "bucket-1"),
		gone(`module.a["y"].aws_s3_bucket.this`, "bucket-2", noModule), come(`module.b["y"].aws_s3_bucket.this`, "bucket-2"))
	p.Config = &plan.Configuration{Root: &plan.ModuleConfig{Calls: []*plan.ModuleCall{{Name: "a", Module: &plan.ModuleConfig{}}}}}
	want := []string{block(`module.a["x"]`, `module.b["x"]`), block(`module.a["y"]`, `module.b["y"]`)}
	if diff := cmp.Diff(want, rename.Blocks(rename.Find(p))); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
}

// TestBlocksCallGone: Terraform says of what stood in a module call whose block is gone
// that there is no configuration of the resource; one move of the call saves it all.
func TestBlocksCallGone(t *testing.T) {
	t.Parallel()
	rows := []row{
		gone("module.a.aws_s3_bucket.this", "bucket-1", noConfig), come("module.b.aws_s3_bucket.this", "bucket-1"),
		gone("module.a.aws_s3_bucket.logs", "bucket-2", noConfig), come("module.b.aws_s3_bucket.logs", "bucket-2"),
	}
	each := []string{block("module.a.aws_s3_bucket.logs", "module.b.aws_s3_bucket.logs"), block("module.a.aws_s3_bucket.this", "module.b.aws_s3_bucket.this")}
	call := func(name string) *plan.ModuleCall { return &plan.ModuleCall{Name: name, Module: &plan.ModuleConfig{}} }
	for _, tt := range []struct {
		name  string
		calls []*plan.ModuleCall
		want  []string
	}{
		{"the call is gone", []*plan.ModuleCall{call("b")}, []string{block("module.a", "module.b")}},
		{"the call is there, its resources went", []*plan.ModuleCall{call("a"), call("b")}, each},
	} {
		p := read(t, rows...)
		p.Config = &plan.Configuration{Root: &plan.ModuleConfig{Calls: tt.calls}}
		if diff := cmp.Diff(tt.want, rename.Blocks(rename.Find(p))); diff != "" {
			t.Errorf("%s: blocks (-want +got):\n%s", tt.name, diff)
		}
	}
	p := read(t, rows...)
	p.Config = nil
	if diff := cmp.Diff(each, rename.Blocks(rename.Find(p))); diff != "" {
		t.Errorf("no configuration: blocks (-want +got):\n%s", diff)
	}
}

// TestKeep: names that change with the key stand beside the move, which alone leads to a
// replace; labels that people read don't.
func TestKeep(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		rows []row
		want []string // what each pair has to keep, and its note
	}{
		{
			"a name with the key in it",
			append(siblings(),
				row{at: `aws_lb_target_group.app["shop"]`, before: target, reason: eachKey},
				row{at: `aws_lb_target_group.app["store"]`, after: target.with(attributes{"name": "tg-store"})}),
			[]string{"name: names that hold the key differ as the keys do"},
		},
		{
			"a tag with the key in it",
			append(siblings(),
				row{at: `aws_instance.app["shop"]`, before: instance, reason: eachKey},
				row{at: `aws_instance.app["store"]`, after: instance.with(attributes{"tags": attributes{"Name": "store"}})}),
			[]string{": names that hold the key differ as the keys do"},
		},
		{
			"the same name",
			[]row{gone(`aws_s3_bucket.a["k"]`, "bucket-1", eachKey), come(`aws_s3_bucket.a["l"]`, "bucket-1")},
			[]string{": "},
		},
		{
			"a neighbour under the same move that has no such name",
			[]row{
				gone(`module.s["shop"].aws_s3_bucket.this`, "bucket-1", noModule), come(`module.s["store"].aws_s3_bucket.this`, "bucket-1"),
				{at: `module.s["shop"].aws_lb_target_group.app`, before: target, reason: noModule},
				{at: `module.s["store"].aws_lb_target_group.app`, after: target.with(attributes{"name": "tg-store"})},
			},
			[]string{
				"name: names that hold the key differ as the keys do",
				": others under this move are replaced unless they keep their names",
			},
		},
	} {
		var got []string
		for _, p := range rename.Find(read(t, tt.rows...)) {
			got = append(got, strings.Join(p.Keep, ", ")+": "+p.Note)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestStateMove(t *testing.T) {
	t.Parallel()
	tests := []struct {
		pair rename.Pair
		want string
	}{
		{rename.Pair{From: "aws_s3_bucket.a", To: "aws_s3_bucket.b"}, "terraform state mv 'aws_s3_bucket.a' 'aws_s3_bucket.b'"},
		{rename.Pair{From: `aws_s3_bucket.a["it's $HOME"]`, To: "aws_s3_bucket.b"}, `terraform state mv 'aws_s3_bucket.a["it'\''s $HOME"]' 'aws_s3_bucket.b'`},
		{rename.Pair{From: "null_resource.a", To: "terraform_data.a"}, ""},
	}
	for _, tt := range tests {
		if got := rename.StateMove(tt.pair); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.pair.From, got, tt.want)
		}
	}
}

// TestMaskedAddress: no command can be made of an address that is masked in part.
func TestMaskedAddress(t *testing.T) {
	t.Parallel()
	p := read(t, gone(`aws_s3_bucket.a["s"]`, "bucket-1", eachKey), come(`aws_s3_bucket.b["s"]`, "bucket-1"))
	for _, c := range p.Changes {
		c.Address = c.Instance.Local() + `["` + plan.MaskText + `"]`
	}
	if pairs := rename.Find(p); pairs != nil {
		t.Errorf("%v, want nothing", pairs)
	}
}
