package rename

import (
	"encoding/json"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// naming lists attributes that say which object it is. Two objects of a type that
// differ in one of them are different objects, unless the difference is that of
// their keys.
var naming = map[string]bool{
	"name": true, "bucket": true, "identifier": true, "family": true, "fqdn": true, "domain": true,
	"key": true, "hostname": true, "email": true, "path": true, "metadata.name": true, "metadata.namespace": true,
	"tags.Name": true, "dns_label": true, "account_id": true, "project_id": true, "display_name": true,
}

// place lists attributes that say where an object is. They identify nothing, and no
// object goes from one to another.
var place = map[string]bool{
	"region": true, "location": true, "project": true, "zone": true, "availability_zone": true,
	"subscription_id": true, "namespace": true, "vpc_id": true, "zone_id": true,
}

// choice lists attributes that are picked from a few: many objects share them.
var choice = map[string]bool{
	"ami": true, "image": true, "engine": true, "engine_version": true, "instance_class": true, "instance_type": true,
	"machine_type": true, "type": true, "runtime": true, "handler": true, "storage_type": true, "sku": true,
	"sku_name": true, "tier": true, "protocol": true, "assume_role_policy": true, "policy_type": true,
	"launch_type": true, "scheduling_strategy": true, "network_mode": true, "scalable_dimension": true,
	"service_namespace": true, "target_type": true, "billing_mode": true, "acl": true, "kms_key_id": true,
	"parameter_group_name": true, "option_group_name": true, "db_subnet_group_name": true, "database_version": true,
	"resource_group_name": true, "versioning_configuration": true, "api_version": true, "kind": true,
	"iam_instance_profile": true, "key_name": true, "tags": true, "labels": true, "username": true,
}

// label lists names that an object bears for people: a new one replaces nothing.
var label = map[string]bool{"tags.Name": true, "display_name": true}

// names reports whether an attribute says which object it is.
func names(attribute string) bool {
	return naming[attribute] || strings.HasSuffix(attribute, "_name") && !choice[attribute] ||
		strings.HasSuffix(attribute, "identifier")
}

// identifies reports whether an attribute is the name of an object of this type
// itself, so that one of that name is this one. Elsewhere function_name or
// cluster_identifier name what the object belongs to.
func identifies(attribute, typ string) bool {
	switch attribute {
	case "path", "metadata.namespace":
		return false
	case "bucket":
		return strings.Contains(typ, "_bucket")
	}
	if naming[attribute] || attribute == "identifier" {
		return true
	}
	for _, suffix := range []string{"_name", "_identifier", "_id"} {
		if of, ok := strings.CutSuffix(attribute, suffix); ok && strings.HasSuffix(typ, "_"+of) {
			return true
		}
	}
	return false
}

// refers reports whether an attribute holds the id of another object, as a rule.
func refers(attribute string) bool {
	for _, suffix := range []string{"_id", "_ids", "_arn", "_arns", "_groups"} {
		if strings.HasSuffix(attribute, suffix) {
			return true
		}
	}
	return false
}

// maxWeight bounds what one attribute counts.
const maxWeight = 6

// weigh says how much a value tells: long strings much, numbers and booleans little.
func weigh(v plan.Value) float64 {
	switch v := v.(type) {
	case bool:
		return 0.25
	case json.Number:
		if len(v) >= 4 {
			return 1
		}
		return 0.5
	case string:
		switch n := len(v); {
		case n == 0:
			return 0
		case n <= 3:
			return 0.25
		case n <= 7:
			return 1
		case n <= 15:
			return 2
		}
		return 3
	case plan.Masked:
		return 2
	case []any:
		sum := 0.0
		for _, e := range v {
			sum += weigh(e)
		}
		return min(sum, maxWeight)
	case map[string]any:
		sum := 0.0
		for _, e := range v {
			sum += weigh(e)
		}
		return min(sum, maxWeight)
	}
	return 0
}

// weightOf is the weight of an attribute's value in a comparison.
func weightOf(attribute string, v plan.Value) float64 {
	switch {
	case strings.Contains(attribute, "."):
		return 0 // counted with the attribute that it was lifted from
	case place[attribute]:
		return 0
	case choice[attribute]:
		return weigh(v) / 2
	}
	return weigh(v)
}
