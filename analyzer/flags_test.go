package analyzer_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/report"
)

// factor finds the factor of a rule of a change, nil if there is none.
func factor(t *testing.T, r *report.Report, address, rule string) (why string, found bool) {
	t.Helper()
	i := slices.IndexFunc(r.Changes, func(c report.Change) bool { return c.Address == address })
	if i < 0 {
		t.Fatalf("no change of %s", address)
	}
	for _, f := range r.Changes[i].Risk.Factors {
		if f.Rule == rule {
			return f.Why, true
		}
	}
	return "", false
}

// What uses an object keeps it from being deleted if it uses just this one and stays.
func TestInUse(t *testing.T) {
	t.Parallel()
	group := map[string]any{"name": "web"}
	for name, tt := range map[string]struct {
		action, user string
		values       map[string]any
		references   []string
		want         bool
	}{
		"it reads the id":           {"replace", "no-op", nil, []string{"vpc_security_group_ids=aws_security_group.web.id"}, true},
		"it holds the id":           {"delete", "no-op", map[string]any{"vpc_security_group_ids": []any{"web-0000000000a1b2c3"}}, nil, true},
		"it is named in depends_on": {"replace", "no-op", nil, []string{"-depends_on=aws_security_group.web"}, false},
		"it is only forgotten":      {"delete", "forget", map[string]any{"vpc_security_group_ids": []any{"web-0000000000a1b2c3"}}, nil, true},
		"it goes too":               {"delete", "delete", map[string]any{"vpc_security_group_ids": []any{"web-0000000000a1b2c3"}}, nil, false},
		"it is created first":       {"create first", "no-op", nil, []string{"vpc_security_group_ids=aws_security_group.web.id"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var s stack
			s.add("aws_security_group.web", tt.action, group)
			s.add("aws_instance.web", tt.user, tt.values, tt.references...)
			why, found := factor(t, s.analyze(t), "aws_security_group.web", "in-use")
			if found != tt.want || found && !strings.HasSuffix(why, ": aws_instance.web") {
				t.Errorf("found %v: %q", found, why)
			}
		})
	}
}

// A cluster that other providers of the plan manage something in is what they need.
func TestPipelineUsers(t *testing.T) {
	t.Parallel()
	for user, want := range map[string]bool{"helm_release.web": true, "aws_eks_node_group.web": false} {
		var s stack
		s.add("aws_eks_cluster.web", "replace", nil)
		s.add(user, "no-op", nil, "cluster=aws_eks_cluster.web.endpoint")
		if why, found := factor(t, s.analyze(t), "aws_eks_cluster.web", "pipeline-needs"); found != want {
			t.Errorf("%s: found %v: %q", user, found, why)
		}
	}
}

// A create throws nothing out of a list whose owner the plan creates.
func TestOwnerIsNew(t *testing.T) {
	t.Parallel()
	for action, want := range map[string]bool{"create": false, "no-op": true} {
		var s stack
		s.add("google_storage_bucket.web", action, map[string]any{"name": "acme-web"})
		s.add("google_storage_bucket_iam_binding.web", "create", map[string]any{"bucket": "acme-web", "role": "roles/storage.objectViewer"}, "bucket=google_storage_bucket.web.name")
		if why, found := factor(t, s.analyze(t), "google_storage_bucket_iam_binding.web", "authoritative"); found != want {
			t.Errorf("bucket %s: found %v: %q", action, found, why)
		}
	}
}
