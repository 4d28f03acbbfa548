package rules

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

const (
	// expiryPoints are those of deleting what is current and has a tag or the like,
	// allExpiryPoints of deleting it whatever it is, oldVersionPoints of deleting old versions,
	// newExpiryPoints of a whole new set of rules: it may be of a new bucket.
	expiryPoints, allExpiryPoints, oldVersionPoints, newExpiryPoints = 62, 80, 45, 30
	// logExpiryPoints and scratchExpiryPoints are those where names say that it is logs, or
	// what nobody keeps.
	logExpiryPoints, scratchExpiryPoints = 45, 22
)

// logWords and scratchWords are words in the name of a store, or in the prefix that a rule
// is for, by which what lies there is no data that somebody misses. Words of heldWords say
// the contrary.
var (
	logWords     = []string{"log", "logs", "logging", "accesslogs", "trace", "traces"}
	scratchWords = []string{"tmp", "temp", "temporary", "scratch", "cache", "caches", "trash"}
	heldWords    = []string{"audit", "trail", "cloudtrail", "backup", "backups", "archive", "legal", "compliance", "catalog"}
)

// wordsOf cuts a name into its words, in lower case.
func wordsOf(name string) []string {
	return strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
}

// expiryWeight is what the delete of current objects scores by where they lie.
func expiryWeight(e expiry, store string) int {
	words := wordsOf(store + "/" + e.prefix)
	says := func(list []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(list, w) })
	}
	switch {
	case says(scratchWords) && !says(heldWords):
		return scratchExpiryPoints
	case says(logWords) && !says(heldWords):
		return logExpiryPoints
	case e.narrow:
		return expiryPoints
	}
	return allExpiryPoints
}

// expiry is what a lifecycle rule of a store deletes.
type expiry struct {
	// old is true if only versions that are no longer current are deleted.
	old bool
	// prefix is that of the names, empty for all; filter are the other conditions in one
	// form, empty for none.
	prefix, filter string
	// days is the age after which it is deleted; a date counts as 0.
	days int
	// narrow is true if filter holds conditions on what is deleted, not on when.
	narrow bool
}

// covers reports whether one rule deletes all that another one deletes, and as early.
func (e expiry) covers(o expiry) bool {
	return e.old == o.old && e.days <= o.days && strings.HasPrefix(o.prefix, e.prefix) && (e.filter == "" || e.filter == o.filter)
}

// expiries lists what the lifecycle rules of an object delete; false for a type that has
// none.
func expiries(resourceType string, o plan.Object) ([]expiry, bool) {
	var path string
	var read func(map[string]any) []expiry
	switch resourceType {
	case "aws_s3_bucket_lifecycle_configuration":
		path, read = "rule", ofS3
	case "aws_s3_bucket":
		path, read = "lifecycle_rule", ofS3
	case "google_storage_bucket":
		path, read = "lifecycle_rule", ofGCS
	case "azurerm_storage_management_policy":
		path, read = "rule", ofBlobs
	default:
		return nil, false
	}
	var all []expiry
	for _, v := range valuesAt(o, path) {
		if rule, ok := v.(map[string]any); ok {
			all = append(all, read(rule)...)
		}
	}
	return all, true
}

func ofS3(rule map[string]any) []expiry {
	if status := textOf(rule, "status"); status != "" && status != "Enabled" || rule["enabled"] == false {
		return nil
	}
	var prefixes []string
	for _, path := range []string{"prefix", "filter.prefix", "filter.and.prefix"} {
		prefixes = append(prefixes, textsAt(rule, path)...)
	}
	var filters []string
	for _, path := range []string{
		"tags", "filter.tag", "filter.and.tags", "filter.object_size_greater_than", "filter.object_size_less_than",
		"filter.and.object_size_greater_than", "filter.and.object_size_less_than",
	} {
		for _, v := range valuesAt(rule, path) {
			if !plan.Empty(v) && v != json.Number("0") {
				filters = append(filters, path+"="+plan.Text(v))
			}
		}
	}
	var all []expiry
	for _, block := range []struct {
		path, days string
		old        bool
	}{
		{"expiration", "days", false},
		{"noncurrent_version_expiration", "noncurrent_days", true},
		{"noncurrent_version_expiration", "days", true},
	} {
		for _, v := range valuesAt(rule, block.path) {
			fields, _ := v.(map[string]any)
			days := daysOf(fields, block.days)
			if days == 0 && (block.old || textOf(fields, "date") == "") {
				continue // it only removes delete markers, or says nothing
			}
			all = append(all, expiry{block.old, strings.Join(prefixes, ""), strings.Join(filters, ";"), days, len(filters) > 0})
		}
	}
	return all
}

func ofGCS(rule map[string]any) []expiry {
	if !slices.Contains(textsAt(rule, "action.type"), "Delete") {
		return nil
	}
	var all []expiry
	for _, v := range valuesAt(rule, "condition") {
		condition, _ := v.(map[string]any)
		var filters []string
		for _, name := range []string{"matches_suffix", "matches_storage_class", "created_before", "custom_time_before", "num_newer_versions", "days_since_noncurrent_time", "days_since_custom_time", "noncurrent_time_before"} {
			if value := condition[name]; !plan.Empty(value) && value != json.Number("0") {
				filters = append(filters, name+"="+plan.Text(value))
			}
		}
		old := textOf(condition, "with_state") == "ARCHIVED" || daysOf(condition, "num_newer_versions")+daysOf(condition, "days_since_noncurrent_time") > 0
		prefixes := textsAt(condition, "matches_prefix")
		if len(prefixes) == 0 {
			prefixes = []string{""}
		}
		for _, prefix := range prefixes {
			all = append(all, expiry{old, prefix, strings.Join(filters, ";"), daysOf(condition, "age"), len(filters) > 0})
		}
	}
	return all
}

func ofBlobs(rule map[string]any) []expiry {
	if rule["enabled"] == false {
		return nil
	}
	prefixes := textsAt(rule, "filters.prefix_match")
	if len(prefixes) == 0 {
		prefixes = []string{""}
	}
	var filters []string
	for _, v := range valuesAt(rule, "filters.match_blob_index_tag") {
		filters = append(filters, plan.Text(v))
	}
	var all []expiry
	for _, path := range []string{"base_blob", "snapshot", "version"} {
		for _, v := range valuesAt(rule, "actions."+path) {
			block, _ := v.(map[string]any)
			for _, name := range []string{
				"delete_after_days_since_modification_greater_than", "delete_after_days_since_last_access_time_greater_than",
				"delete_after_days_since_creation_greater_than", "delete_after_days_since_creation",
			} {
				if _, isSet := block[name].(json.Number); !isSet || daysOf(block, name) < 0 {
					continue
				}
				for _, prefix := range prefixes {
					all = append(all, expiry{path != "base_blob", prefix, strings.Join(append(slices.Clone(filters), path+name), ";"), daysOf(block, name), len(filters) > 0})
				}
			}
		}
	}
	return all
}

// deletedMeanwhile says what the old rules do not bring back.
const deletedMeanwhile = "the old rules can be set again, but what is deleted until then does not come back"

// daysOf reads a number of days, 0 where there is none.
func daysOf(block map[string]any, name string) int {
	n, _ := block[name].(json.Number)
	days, _ := strconv.Atoi(n.String())
	return days
}

// newStore reports whether the lifecycle rules that a change creates are those of a store
// that the same plan creates, or makes anew: there is nothing in it to delete. Its name must
// be given, so where the plan has none it is known only after apply.
func newStore(c *plan.Change) bool {
	store := map[string]string{
		"aws_s3_bucket_lifecycle_configuration": "bucket", "azurerm_storage_management_policy": "storage_account_id",
	}[c.Type]
	return store == "" || plan.Empty(c.After[store])
}

// lifecycleHits finds what is newly deleted by the lifecycle rules of a store: a rule that
// is new, comes sooner, or has lost its prefix or filter.
func lifecycleHits(c *plan.Change) []Hit {
	after, ok := expiries(c.Type, c.After)
	if !ok {
		return nil
	}
	if c.Action == plan.ActionCreate && newStore(c) {
		return nil
	}
	before, _ := expiries(c.Type, c.Before)
	var hits []Hit
	for _, e := range uncovered(after, before, expiry.covers) {
		store, _ := cmp.Or(c.After["bucket"], c.After["name"]).(string)
		score, what := expiryWeight(e, store), "what is older than"
		everything := e.prefix == "" && !e.narrow
		if e.old {
			score, what = oldVersionPoints, "old versions after"
		}
		if c.Action == plan.ActionCreate {
			score = newExpiryPoints
		}
		why := fmt.Sprintf("a lifecycle rule newly deletes %s %d days", what, e.days)
		if everything {
			why += ", whatever its name"
		}
		hits = append(hits, Hit{Watch: knowledge.Watch{Rule: idExpiresData, Score: score, Moment: "after-days", Outcome: "data-loss", Why: why, Recovery: knowledge.TierLost, RecoveryWhy: deletedMeanwhile}})
	}
	return heaviest(hits)
}
