package rules

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/chart"
	"github.com/tfblast/tfblast/rules/knowledge"
)

const (
	// nodesOutPoints are those of a role of nodes that may no longer sign in to its cluster,
	// nodesMovedPoints where another role of nodes comes in its place.
	nodesOutPoints, nodesMovedPoints = 70, 50
	// adminsOutPoints are those of the last administrator who goes, loginOutPoints of an
	// administrator of several, or somebody else.
	adminsOutPoints, loginOutPoints = 62, 40
	// strangerPoints are those of an administrator from an account that had nobody in the map,
	// adminPoints of any other.
	strangerPoints, adminPoints = 66, 45
	// unreadMapPoints are those of a map that no longer can be read: whoever is in it is out.
	unreadMapPoints = 66
	// lookupPoints are those of what answers all look-ups of names in a cluster.
	lookupPoints = 45
)

// The groups of Kubernetes that a map of logins of EKS gives.
const nodesGroup, mastersGroup = "system:nodes", "system:masters"

// login is who may sign in to a cluster of EKS, and as what.
// https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html
type login struct{ nodes, masters bool }

// configMapOf returns the data of a config map of Kubernetes in kube-system, and its name; ok is
// false for anything else.
func configMapOf(resourceType string, o plan.Object) (name string, data plan.Object, ok bool) {
	if manifest := manifestOf(resourceType, o); textOf(manifest, "kind") == "ConfigMap" {
		o = plan.Object(manifest)
	} else if !strings.HasPrefix(resourceType, "kubernetes_config_map") {
		return "", nil, false
	}
	names, spaces := textsAt(o, "metadata.name"), textsAt(o, "metadata.namespace")
	if len(names) != 1 || len(spaces) != 1 || spaces[0] != "kube-system" {
		return "", nil, false
	}
	data, _ = o["data"].(map[string]any)
	return names[0], data, true
}

// loginMapHits finds what a change of one of the maps does by which a cluster runs: who may sign
// in to EKS, and how names are looked up.
func loginMapHits(c *plan.Change) []Hit {
	if !alters(c) {
		return nil
	}
	name, after, ok := configMapOf(c.Type, c.After)
	_, before, was := configMapOf(c.Type, c.Before)
	if !ok || !was {
		return nil
	}
	switch name {
	case "aws-auth":
		if unknownAt(c, "data") || hidden(valuesIn(before)) || hidden(valuesIn(after)) {
			hit := loginHit(nodesOutPoints, OutcomeAccessLoss, "who may sign in to the cluster changes")
			hit.Doubt = "the map can't be seen"
			if unknownAt(c, "data") {
				hit.Score, hit.Doubt = movedPoints, afterApply
			}
			return []Hit{hit}
		}
		return loginHits(before, after)
	case "coredns", "coredns-custom", "kube-dns":
		return lookupHits(name, before, after)
	}
	return nil
}

func loginHit(score int, outcome, why string) Hit {
	return Hit{Watch: knowledge.Watch{Rule: idAccessClosed, Path: "data", Score: score, Moment: knowledge.AtApply, Outcome: outcome, Why: why}}
}

func loginHits(before, after plan.Object) []Hit {
	was, _ := loginsOf(before)
	now, bad := loginsOf(after)
	if bad != "" && len(was) > 0 {
		return []Hit{loginHit(unreadMapPoints, OutcomeOutage, bad+" is no list any more that can be read: nodes and people of it are locked out")}
	}
	has := func(logins map[string]login, is func(login) bool) bool {
		return slices.ContainsFunc(slices.Collect(maps.Values(logins)), is)
	}
	masters := func(l login) bool { return l.masters }
	var hits []Hit
	for _, arn := range slices.Sorted(maps.Keys(was)) {
		old, is := was[arn], now[arn]
		_, stays := now[arn]
		switch {
		case old.nodes && !is.nodes:
			newNodes := slices.ContainsFunc(slices.Collect(maps.Keys(now)), func(other string) bool { return now[other].nodes && !was[other].nodes })
			if newNodes {
				hits = append(hits, loginHit(nodesMovedPoints, OutcomeOutage, "another role of nodes takes the place of "+arn+": nodes that run with the old one are no longer ready"))
				continue
			}
			hits = append(hits, loginHit(nodesOutPoints, OutcomeOutage, "nodes with "+arn+" may no longer sign in to the cluster: they are no longer ready, and their pods are moved or lost"))
		case old.masters && !is.masters && !has(now, masters):
			hits = append(hits, loginHit(adminsOutPoints, OutcomeAccessLoss, "the last administrator of the map goes, "+arn))
		case old.masters && !is.masters, !stays && !old.nodes:
			hits = append(hits, loginHit(loginOutPoints, OutcomeAccessLoss, arn+" may no longer sign in to the cluster as before"))
		}
	}
	for _, arn := range slices.Sorted(maps.Keys(now)) {
		if !now[arn].masters || was[arn].masters {
			continue
		}
		hit := loginHit(adminPoints, OutcomeExposure, arn+" becomes an administrator of the cluster")
		hit.Rule = idPolicyWidened
		if known := slices.ContainsFunc(slices.Collect(maps.Keys(was)), func(other string) bool { return accountIn(other) == accountIn(arn) }); !known {
			hit.Score, hit.Why = strangerPoints, hit.Why+", from an account that had nobody in the map"
		}
		hits = append(hits, hit)
	}
	return heaviest(hits)
}

// accountIn is the account in an ARN, empty if there is none.
func accountIn(arn string) string {
	if parts := strings.SplitN(arn, ":", 6); len(parts) == 6 {
		return parts[4]
	}
	return ""
}

// loginsOf reads who may sign in, by ARN or number of an account; bad names an entry of the
// map that can't be read.
func loginsOf(data plan.Object) (logins map[string]login, bad string) {
	logins = map[string]login{}
	for _, key := range []string{"mapRoles", "mapUsers", "mapAccounts"} {
		text, isText := data[key].(string)
		if !isText {
			continue
		}
		list, err := chart.ParseList(text)
		if err != nil {
			bad = key
			continue
		}
		for _, e := range list {
			if account, ok := e.(string); ok {
				logins[account] = login{}
				continue
			}
			block, _ := e.(map[string]any)
			arn := textOf(block, "rolearn") + textOf(block, "userarn")
			if arn == "" {
				continue
			}
			groups, l := textsAt(block, "groups"), logins[arn]
			l.nodes = l.nodes || slices.Contains(groups, nodesGroup)
			l.masters = l.masters || slices.Contains(groups, mastersGroup)
			logins[arn] = l
		}
	}
	return logins, bad
}

// lookupHits finds changes of what answers the look-ups of names in a cluster, beside comments
// and white space.
func lookupHits(name string, before, after plan.Object) []Hit {
	for _, key := range slices.Sorted(maps.Keys(before)) {
		old, wasText := before[key].(string)
		text, isText := after[key].(string)
		if wasText && isText && slices.Equal(settingLines(old), settingLines(text)) {
			continue
		}
		hit := loginHit(lookupPoints, OutcomeOutage, fmt.Sprintf("%s of %s changes: it says how all pods look names up", key, name))
		hit.Rule = idRecordChanged
		return []Hit{hit}
	}
	return nil
}

// settingLines are the lines of a file with settings, without comments and white space.
func settingLines(text string) []string {
	var lines []string
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		if words := strings.Fields(line); len(words) > 0 {
			lines = append(lines, strings.Join(words, " "))
		}
	}
	return lines
}

// valuesIn lists the values of an object.
func valuesIn(o plan.Object) []plan.Value {
	values := make([]plan.Value, 0, len(o))
	for _, v := range o {
		values = append(values, v)
	}
	return values
}
