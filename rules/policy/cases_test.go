package policy_test

import (
	"bytes"
	"context"
	"errors"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/policy"
)

func TestCases(t *testing.T) {
	t.Parallel()
	p := load(t, `
rule "ours" {
  when    = change.disruptive
  level   = "high"
  message = "m"
}
test "good" {
  plan      = "plan.json"
  stack     = "s"
  workspace = "w"
  now       = "2026-01-01T00:00:00Z"
  expect {
    level = "critical"
  }
  expect {
    rule  = "ours"
    count = 2
  }
  expect {
    rule    = "ours"
    address = "a.*"
    level   = "high"
    ignored = false
  }
  expect {
    address = "c.*"
    count   = 0
  }
  expect {
    rule    = "whole-module"
    address = "b.*"
    level   = "critical"
  }
  expect {
    gate   = "policy fail_on"
    passed = false
  }
}
test "bad" {
  plan = "plan.json"
  expect {
    level = "low"
  }
  expect {
    rule  = "ours"
    count = 1
    level = "low"
  }
  expect {
    rule = "data-loss"
  }
  expect {
    address = "b.b"
    ignored = false
  }
  expect {
    gate   = "policy fail_on"
    passed = true
  }
  expect {
    gate   = "policy limits delete"
    passed = true
  }
}
test "unreadable" {
  plan = "none.json"
  expect {
    level = "low"
  }
}`)
	outcome := &policy.Outcome{
		Level: risk.LevelCritical,
		Changes: []policy.JudgedChange{
			{Address: "a.a", Level: risk.LevelHigh, Rules: []string{"ours"}},
			{Address: "b.b", Level: risk.LevelHigh, Rules: []string{"ours"}, Ignored: true},
		},
		Findings: []risk.Finding{{Rule: "whole-module", Level: risk.LevelCritical, Addresses: []string{"b.b"}}},
		Gates:    map[string]bool{"policy fail_on": false},
	}
	results, err := p.RunCases(context.Background(), func(_ context.Context, c policy.Case) (*policy.Outcome, error) {
		if c.Plan == "none.json" {
			return nil, errors.New("none.json: no such file")
		}
		if c.Name == "good" && (c.Stack != "s" || c.Workspace != "w" || c.Now.IsZero()) {
			t.Errorf("%+v", c)
		}
		return outcome, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{}
	for _, r := range results {
		got[r.Name] = r.Failures
	}
	want := map[string][]string{
		"good": nil,
		"bad": {
			"a.hcl:41: the plan's level is critical, want low",
			"a.hcl:44: rule ours: 2 times, want 1",
			"a.hcl:44: rule ours: the level of a.a is high, want low",
			"a.hcl:44: rule ours: the level of b.b is high, want low",
			"a.hcl:49: rule data-loss: never, want at least once",
			"a.hcl:52: changes of b.b: ignored is true for b.b, want false",
			`a.hcl:56: gate "policy fail_on": passed is false, want true`,
			`a.hcl:60: there is no gate "policy limits delete"`,
		},
		"unreadable": {"a.hcl:65: none.json: no such file"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	done, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := p.RunCases(done, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("after the context was done: %v", err)
	}
}

// The starter file loads without a word, and so does all that it only proposes.
func TestStarter(t *testing.T) {
	t.Parallel()
	code := regexp.MustCompile(`^( .*|\w+( "[^"]*")? \{|\w+ += .*|\})\n$`)
	starter := policy.Starter()
	var proposed []byte
	for line := range bytes.Lines(starter) {
		text := bytes.TrimPrefix(line, []byte("# "))
		if code.Match(text) {
			line = text
		}
		proposed = append(proposed, line...)
	}
	if bytes.Equal(starter, proposed) {
		t.Error("nothing is proposed")
	}
	for name, content := range map[string][]byte{"starter": starter, "proposed": bytes.Replace(proposed, []byte("fail_on = \"critical\""), nil, 1)} {
		p, diags := policy.Load([]policy.File{{Name: name, Content: content}})
		if len(diags) > 0 || len(p.Rules()) < 2 {
			t.Errorf("%s: %v\n%s", name, diags, content)
		}
	}
	all := load(t, string(proposed))
	if len(all.Rules()) != 3 || len(all.Cases()) != 1 || !all.Settings(policy.Scope{Stack: "prod"}).Gates().Strict || all.Settings(policy.Scope{}).Gates().Delete == nil {
		t.Errorf("not all of the proposals were read:\n%s", proposed)
	}
}

// The digest is about what the files say, in their order.
func TestDigest(t *testing.T) {
	t.Parallel()
	file := func(name, content string) policy.File { return policy.File{Name: name, Content: []byte(content)} }
	a := policy.Digest([]policy.File{file("a", "x\n"), file("b", "y\n")})
	if len(a) != len("sha256:")+64 {
		t.Error(a)
	}
	if b := policy.Digest([]policy.File{file("c", "\xef\xbb\xbfx\r\n"), file("d", "y\n")}); a != b {
		t.Error("names, a byte order mark or line ends count")
	}
	for _, other := range [][]policy.File{
		{file("a", "x\ny\n")}, {file("b", "y\n"), file("a", "x\n")}, {file("a", "x\ny"), file("b", "\n")}, {file("a", "x\n")}, nil,
	} {
		if policy.Digest(other) == a {
			t.Errorf("%v has the same digest", other)
		}
	}
}
