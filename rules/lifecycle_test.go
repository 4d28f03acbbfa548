package rules_test

import (
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// What is deleted sooner weighs by what its names say that it is.
func TestLevelsOfExpiry(t *testing.T) {
	t.Parallel()
	shorter := func(bucket, prefix, before, after string) plan.Change {
		c := sets("aws_s3_bucket_lifecycle_configuration", "rule", expires(prefix, before), expires(prefix, after))
		c.Before["bucket"], c.After["bucket"] = bucket, bucket
		return c
	}
	tagged := shorter("media", "", "90", "30")
	for _, o := range []plan.Object{tagged.Before, tagged.After} {
		put(o, "rule.filter.tag.key", "stage")
	}
	account := sets("azurerm_storage_management_policy", "rule", blobs("90"), blobs("30"))
	for name, tt := range map[string]struct {
		change plan.Change
		want   risk.Level
	}{
		"backups sooner":                         {shorter("acme", "backups/", "365", "14"), risk.LevelCritical},
		"backups later":                          {shorter("acme", "backups/", "14", "365"), risk.LevelLow},
		"anything sooner":                        {shorter("media", "", "365", "14"), risk.LevelCritical},
		"what has a tag":                         {tagged, risk.LevelHigh},
		"logs sooner":                            {shorter("acme", "logs/", "365", "90"), risk.LevelMedium},
		"a bucket of logs":                       {shorter("acme-access-logs", "", "365", "90"), risk.LevelMedium},
		"audit logs":                             {shorter("acme-audit-logs", "", "365", "90"), risk.LevelCritical},
		"what nobody keeps":                      {shorter("acme", "tmp/", "30", "7"), risk.LevelLow},
		"a bucket that nobody keeps":             {shorter("acme-build-cache", "", "30", "7"), risk.LevelLow},
		"a name that only begins so":             {shorter("templates", "", "30", "7"), risk.LevelCritical},
		"logs of Azure, whose rules name blocks": {account, risk.LevelMedium},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pass := passOf(builtin(t), tt.change)
			if got := risk.LevelOf(scoreOf(pass, 0)); got != tt.want {
				t.Errorf("level %s, want %s", got, tt.want)
			}
		})
	}
}
