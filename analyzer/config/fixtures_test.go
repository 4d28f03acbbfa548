package config_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/config"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/fixtures"
)

// configured returns the fixtures that hold their configuration.
func configured(t *testing.T) []fixtures.Fixture {
	t.Helper()
	found := slices.DeleteFunc(fixtures.All(t), func(f fixtures.Fixture) bool {
		_, err := os.Stat(filepath.Join(f.Dir, "main.tf"))
		return errors.Is(err, fs.ErrNotExist)
	})
	if len(found) < 20 {
		t.Fatalf("only %d fixtures hold a main.tf", len(found))
	}
	return found
}

func TestLoadFixtures(t *testing.T) {
	t.Parallel()
	for _, f := range configured(t) {
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			tree, diags, err := config.Load(os.DirFS(f.Dir), ".")
			if err != nil {
				t.Fatal(err)
			}
			if len(tree.Root.Resources)+len(tree.Root.Calls)+len(tree.Root.Outputs) == 0 {
				t.Error("nothing was read")
			}
			for _, d := range diags {
				if d.Severity == diagnostic.Error || !missingModule(d.Summary) {
					t.Errorf("%s: %s", d.Severity, d.Summary)
				}
			}
		})
	}
}

// missingModule reports whether a diagnostic is about a module that the fixture does not
// hold: from a registry, or from a folder that several configurations share.
func missingModule(summary string) bool {
	return strings.HasSuffix(summary, "is not read: its source is not downloaded") ||
		strings.HasSuffix(summary, "is not read: its folder lies outside of the folder that is read")
}

// TestSourceHoldsPlan checks on every fixture that the source gives whatever reference the
// plan lists: in the same argument of the same block, and to the same thing.
func TestSourceHoldsPlan(t *testing.T) {
	t.Parallel()
	var total comparison
	for _, f := range configured(t) {
		file, err := os.Open(f.Plan)
		if err != nil {
			t.Fatal(err)
		}
		p, err := plan.Read(context.Background(), file)
		_ = file.Close()
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if p.Config == nil || p.Config.Root == nil {
			continue
		}
		tree, _, err := config.Load(os.DirFS(f.Dir), ".")
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		c := comparison{t: t, name: f.Name}
		c.module(p.Config.Root, tree.Root)
		total.found += c.found
		total.missed += c.missed
		total.blocks += c.blocks
	}
	t.Logf("%d blocks, %d references of plans found in the source, %d missed", total.blocks, total.found, total.missed)
	if total.found < 300 {
		t.Errorf("only %d references compared", total.found)
	}
}

type comparison struct {
	t                     *testing.T
	name                  string
	blocks, found, missed int
}

func (c *comparison) module(want *plan.ModuleConfig, got *config.Module) {
	for _, r := range want.Resources {
		source := got.Resources[r.Local()]
		if source == nil {
			c.miss("%s: no block %s in %q", c.name, r.Local(), got.Path)
			continue
		}
		c.uses(got.Path+" "+r.Local(), r.Uses, source.Uses)
		// A for_each without references is not in the plan's configuration.
		if r.Provisioned != source.Provisioned || r.Repeated && source.Repetition.Kind == config.RepeatNone {
			c.miss("%s: %s: provisioned %v, repetition %v", c.name, r.Local(), source.Provisioned, source.Repetition.Kind)
		}
	}
	for _, o := range want.Outputs {
		c.uses(got.Path+" output "+o.Name, o.Uses, got.Outputs[o.Name])
	}
	for _, name := range want.Variables {
		if _, ok := got.Variables[name]; !ok {
			c.miss("%s: no variable %s in %q", c.name, name, got.Path)
		}
	}
	for _, call := range want.Calls {
		source := got.Calls[call.Name]
		if source == nil {
			c.miss("%s: no call %s in %q", c.name, call.Name, got.Path)
			continue
		}
		for input, uses := range call.Inputs {
			c.uses(got.Path+" input "+input, uses, source.Inputs[input])
		}
		c.uses(got.Path+" call "+call.Name, call.Repetition, source.Repetition.Uses)
		c.uses(got.Path+" call "+call.Name, call.DependsOn, source.DependsOn)
		if source.Module != nil {
			c.module(call.Module, source.Module)
		}
	}
}

// uses wants each use of the plan in the source. The plan knows no attribute behind a
// computed index, so only what it knows has to agree; each source use answers once.
func (c *comparison) uses(where string, want []plan.Use, got []config.Use) {
	c.blocks++
	left := slices.Clone(got)
	for _, w := range want {
		i := slices.IndexFunc(left, func(g config.Use) bool { return within(g.Argument, w.Argument) && agree(w.Reference, g) })
		if i < 0 {
			c.miss("%s: %s: %s: no use of %s (%#v) in %v", c.name, where, w.Argument, w.Text, w.Reference, texts(got))
			continue
		}
		left = slices.Delete(left, i, i+1)
		c.found++
	}
}

// within allows for blocks that a provider declares as an attribute: there the plan knows
// no nested arguments.
func within(argument, of string) bool {
	return argument == of || strings.HasPrefix(argument, of+".")
}

func agree(want address.Reference, got config.Use) bool {
	if want == got.Reference {
		return true
	}
	if got.Index == config.IndexNone || got.Index == config.IndexConstant {
		return false
	}
	cut := got.Reference
	cut.Attribute, cut.Output = "", ""
	if cut.Kind == address.RefOutput {
		cut.Kind = address.RefModule
	}
	return want == cut
}

func (c *comparison) miss(format string, args ...any) {
	c.t.Helper()
	c.missed++
	c.t.Errorf(format, args...)
}

func texts(uses []config.Use) []string {
	out := make([]string, 0, len(uses))
	for _, u := range uses {
		out = append(out, u.Argument+"="+u.Text)
	}
	return out
}
