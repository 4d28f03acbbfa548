package rules

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

const (
	// fewImagesPoints are those of keeping next to nothing of the images that have a tag,
	// taggedPoints of deleting what has one by its age, sparedPoints of deleting it some time
	// later or only where a prefix says so, untaggedPoints of deleting what has none,
	// newImagesPoints of the first rules of a registry.
	fewImagesPoints, taggedPoints, sparedPoints, untaggedPoints, newImagesPoints = 72, 62, 45, 28, 30
	// fewImages is the most that is next to nothing: a rollback wants an older one.
	fewImages = 5
	// mostImageRules bounds how many rules are compared; AWS takes 50 of a policy.
	mostImageRules = 500
)

// imageRule is a rule of a lifecycle policy of ECR that deletes images.
// https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
type imageRule struct {
	// status is tagged, untagged or any, prefixes are what tags begin with, all of which an
	// image must have, with a blank between; a pattern comes to what stands before its wildcard.
	status, prefixes string
	// counts says what number is compared with: how many there are, or days since something.
	counts string
	number float64
}

// covers reports whether one rule deletes all that another one deletes, and as early.
func (r imageRule) covers(o imageRule) bool {
	return (r.status == "any" || r.status == o.status) && r.counts == o.counts && r.number <= o.number &&
		!slices.ContainsFunc(strings.Fields(r.prefixes), func(p string) bool {
			return !slices.ContainsFunc(strings.Fields(o.prefixes), func(other string) bool { return strings.HasPrefix(other, p) })
		})
}

// imageRules reads a lifecycle policy; false for text that is none.
func imageRules(text string) ([]imageRule, bool) {
	var document struct {
		Rules []struct {
			Selection struct {
				TagStatus, CountType string
				TagPrefixList        []string
				TagPatternList       []string
				CountNumber          json.Number
			}
			Action struct{ Type string }
		}
	}
	if err := json.Unmarshal([]byte(text), &document); err != nil || len(document.Rules) == 0 || len(document.Rules) > mostImageRules {
		return nil, false
	}
	var all []imageRule
	for _, r := range document.Rules {
		if r.Action.Type != "expire" {
			continue
		}
		number, err := r.Selection.CountNumber.Float64()
		if err != nil {
			return nil, false
		}
		prefixes := slices.Clone(r.Selection.TagPrefixList)
		for _, pattern := range r.Selection.TagPatternList {
			begin, _, _ := strings.Cut(pattern, "*")
			prefixes = append(prefixes, begin)
		}
		all = append(all, imageRule{r.Selection.TagStatus, strings.TrimSpace(strings.Join(prefixes, " ")), r.Selection.CountType, number})
	}
	return all, true
}

// points scores a rule that is new among those before it.
func (r imageRule) points(before []imageRule) int {
	longer := r
	longer.number = noEnd
	scratch := slices.ContainsFunc(strings.Fields(r.prefixes), func(p string) bool {
		return slices.ContainsFunc(scratchTags, func(word string) bool { return strings.HasPrefix(p, word) })
	})
	deletedLater := slices.ContainsFunc(before, func(b imageRule) bool { b.number = 0; return b.covers(longer) })
	switch {
	case r.status == "untagged", scratch:
		return untaggedPoints
	case r.prefixes != "" && r.number > fewImages:
		return sparedPoints
	case r.counts == "imageCountMoreThan" && r.number <= fewImages:
		return fewImagesPoints
	case r.counts == "imageCountMoreThan", deletedLater:
		return sparedPoints
	}
	return taggedPoints
}

// scratchTags begin the tags of images that nobody deploys for long.
var scratchTags = []string{"pr-", "pr_", "dev", "feature", "branch", "tmp", "test", "snapshot", "cache", "buildcache", "ci-"}

func (r imageRule) String() string {
	which := map[string]string{"any": "images, whatever their tag,", "untagged": "images without a tag"}[r.status]
	switch {
	case r.prefixes != "":
		which = "images whose tag begins with " + strings.Join(strings.Fields(r.prefixes), " and ")
	case which == "":
		which = "images with a tag"
	}
	number := json.Number(fmt.Sprintf("%.0f", r.number)).String()
	switch r.counts {
	case "imageCountMoreThan":
		return which + " but the newest " + number
	case "sinceImagePushed":
		return which + " " + number + " days after they were pushed, also those that run"
	}
	return which + " after " + number + " days (" + r.counts + ")"
}

// imageHits finds what a lifecycle policy of a registry newly deletes. The provider replaces the
// policy whenever it changes; the images are those that are there.
func imageHits(pass *ChangePass) []Hit {
	c := pass.Change
	const path = "policy"
	if c.Type != "aws_ecr_lifecycle_policy" || c.Action == plan.ActionCreate && pass.OwnerIsNew {
		return nil
	}
	hit := Hit{Watch: knowledge.Watch{
		Rule: idExpiresData, Path: path, Score: sparedPoints, Moment: "after-days", Outcome: OutcomeDataLoss,
		Why:      "the lifecycle policy changes: images that it newly matches are deleted",
		Recovery: knowledge.TierLost, RecoveryWhy: "an image is deleted within a day of the rule that matches it, and the old policy does not bring it back",
	}}
	old, now := valuesAt(c.Before, path), valuesAt(c.After, path)
	switch {
	case unknownAt(c, path) && c.Action == plan.ActionCreate, !unknownAt(c, path) && equalSets(old, now):
		return nil
	case unknownAt(c, path):
		hit.When, hit.Doubt = knowledge.WhenChanges, afterApply
		return []Hit{hit}
	case hidden(old) || hidden(now):
		hit.Doubt = "the policy is hidden"
		return []Hit{hit}
	}
	before, readBefore := imageRules(textOf(c.Before, path))
	after, readAfter := imageRules(textOf(c.After, path))
	if !readAfter || !readBefore && c.Action != plan.ActionCreate {
		hit.Doubt = "it can't be read"
		return []Hit{hit}
	}
	var hits []Hit
	for _, r := range uncovered(after, before, imageRule.covers) {
		hit.Score, hit.Why = r.points(before), "the lifecycle policy newly deletes "+r.String()
		if c.Action == plan.ActionCreate {
			hit.Score = min(hit.Score, newImagesPoints)
		}
		hits = append(hits, hit)
	}
	return heaviest(hits)
}
