package address_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/address"
)

// FuzzParseInstance checks that what is read and printed reads the same again.
func FuzzParseInstance(f *testing.F) {
	for _, seed := range []string{
		"aws_instance.web", `module.a["x.y"].module.b[3].data.aws_ami.base["q\"q"]`, "ephemeral.a.b[-1]",
		`a.b["$${x}%%{y}$$${z}"]`, `a.b["\u200b\U000e0001\t"]`, "a.b[\"\xff\"]", "resource.data.x",
		"module.a", "a.b[", `a.b["`, "resource.resource.resource",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		module, err := address.ParseModule(s)
		if err == nil {
			again, err := address.ParseModule(module.String())
			if err != nil || !reflect.DeepEqual(module, again) {
				t.Errorf("module %q: %#v prints %q and reads as %#v, %v", s, module, module, again, err)
			}
		}
		inst, err := address.ParseInstance(s)
		if err != nil {
			return
		}
		again, err := address.ParseInstance(inst.String())
		if err != nil {
			t.Fatalf("%q prints %q, which does not read: %v", s, inst, err)
		}
		if !reflect.DeepEqual(inst, again) {
			t.Errorf("%q: %#v prints %q and reads as %#v", s, inst, inst, again)
		}
		if again.String() != inst.String() {
			t.Errorf("%q prints %q, then %q", s, inst, again)
		}
	})
}

// FuzzParseReference checks that a reference to a resource names one that an address
// can name, and that only an unknown one is without a name.
func FuzzParseReference(f *testing.F) {
	for _, seed := range []string{
		"aws_vpc.main.id", `module.m["k"].out`, "var.x", "local.y.z", "each.key", "data.a", "resource.data.x.y", "",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		ref := address.ParseReference(s)
		if ref.Kind == address.RefUnknown && ref.Name != s {
			t.Errorf("%q: unknown, but named %q", s, ref.Name)
		}
		if ref.Name == "" && s != "" {
			t.Errorf("%q: no name: %#v", s, ref)
		}
		if ref.Kind != address.RefResource {
			return
		}
		if _, err := address.ParseInstance(ref.Local() + ref.Key.String()); err != nil {
			t.Errorf("%q: %#v: %v", s, ref, err)
		}
		if uses := address.LongestChains([]string{s, ref.Local()}); strings.HasPrefix(s, ref.Local()+".") && len(uses) != 1 {
			t.Errorf("%q: its chain counts as %d uses", s, len(uses))
		}
	})
}
