package plan

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/tfblast/tfblast/analyzer/address"
)

// fileResources turns the resources of a raw state file into the form in which terraform
// shows them, in the file's order.
func (s *wireStateFile) fileResources() []*wireStateResource {
	var list []*wireStateResource
	for _, r := range s.resources {
		if r == nil || r.Type == "" || r.Name == "" {
			continue
		}
		local := address.Instance{Mode: address.Mode(r.Mode), Type: r.Type, Name: r.Name}.Local()
		for _, i := range r.Instances {
			if i == nil {
				continue
			}
			values := plainValue(i.Attributes)
			if values == nil {
				values = i.Flat // written by Terraform 0.11 and not touched since
			}
			list = append(list, &wireStateResource{
				Address: address.Join(r.Module, local+keyOf(i.IndexKey).String()),
				Mode:    r.Mode, Type: r.Type, Name: r.Name, ProviderName: providerName(r.Provider),
				Values: values, Sensitive: fileMarks(r, i.Sensitive, values),
				DependsOn: i.Dependencies, Tainted: i.Status == "tainted", DeposedKey: i.Deposed,
			})
		}
	}
	return list
}

func keyOf(index any) address.Key {
	switch index := index.(type) {
	case string:
		return address.Key{Kind: address.StringKey, Text: index}
	case json.Number:
		if n, err := index.Int64(); err == nil {
			return address.Key{Kind: address.IntKey, Int: n}
		}
	}
	return address.Key{}
}

// providerName takes the source address out of module.m.provider["SOURCE"].alias.
func providerName(config string) string {
	_, rest, found := strings.Cut(config, `["`)
	name, _, closed := strings.Cut(rest, `"]`)
	if !found || !closed {
		return config
	}
	return name
}

// typeWords begin the notation of types beside a value whose schema leaves its type open.
var typeWords = []string{"string", "number", "bool", "dynamic", "list", "set", "map", "object", "tuple"}

// plainValue takes the values out of the pairs of value and type in which a state file
// keeps attributes whose type the schema leaves open. The paths in sensitive_attributes
// do not count the pairs.
func plainValue(v any) any {
	switch v := v.(type) {
	case map[string]any:
		value, hasValue := v["value"]
		typ, hasType := v["type"]
		if hasValue && hasType && len(v) == 2 && isTypeNotation(typ) {
			return plainValue(value)
		}
		for k, e := range v {
			v[k] = plainValue(e)
		}
	case []any:
		for i, e := range v {
			v[i] = plainValue(e)
		}
	}
	return v
}

func isTypeNotation(typ any) bool {
	if list, ok := typ.([]any); ok && len(list) > 0 {
		typ = list[0]
	}
	word, ok := typ.(string)
	return ok && slices.Contains(typeWords, word)
}

// fileMarks makes the shadow of an instance's values: what the file marks, and what is
// secret by the name of the attribute or the type.
func fileMarks(r *wireFileResource, paths, values any) any {
	shadows := []any{namedSecrets(values)}
	if secretType.MatchString(r.Type) && r.Mode != tfjson.DataResourceMode || sensitiveData.MatchString(r.Type) {
		shadows = append(shadows, allButNames(values))
	}
	list, ok := paths.([]any)
	if !ok && paths != nil {
		return true
	}
	for _, path := range list {
		steps, ok := path.([]any)
		if !ok {
			return true
		}
		shadows = append(shadows, pathShadow(steps, values))
	}
	return mergeShadows(shadows)
}

// pathShadow marks the end of a path, or the last value that it leads to: a step that
// can't be followed, such as one into a set, marks the whole.
func pathShadow(steps []any, v any) any {
	if len(steps) == 0 {
		return true
	}
	step, _ := steps[0].(map[string]any)
	name := step["value"]
	if index, ok := name.(map[string]any); ok { // an index has a type beside its value
		name = index["value"]
	}
	switch v := v.(type) {
	case map[string]any:
		if key, ok := name.(string); ok && has(v, key) {
			return map[string]any{key: pathShadow(steps[1:], v[key])}
		}
	case []any:
		if n, ok := name.(json.Number); ok {
			if i, err := n.Int64(); err == nil && i >= 0 && i < int64(len(v)) {
				return []any{pathShadow(steps[1:], v[i])}
			}
		}
	}
	return true
}

func has(m map[string]any, key string) bool {
	_, ok := m[key]
	return ok
}

// namedSecrets marks what secretAttribute knows by its name, nil if nothing.
func namedSecrets(v any) any {
	switch v := v.(type) {
	case map[string]any:
		shadow := map[string]any{}
		for k, e := range v {
			if fileSecret(k) && mayBeSecret(e) {
				shadow[k] = true
			} else if below := namedSecrets(e); below != nil {
				shadow[k] = below
			}
		}
		if len(shadow) > 0 {
			return shadow
		}
	case []any:
		var shadow []any
		for _, e := range v {
			if below := namedSecrets(e); below != nil {
				shadow = append(shadow, below)
			}
		}
		if shadow != nil {
			return shadow
		}
	}
	return nil
}

// What only the provider's schema marks: a state file holds the marks that there were when
// it was written, and old programs wrote none for schemas.
var (
	// secretType matches types whose objects are secrets, and everything in them that is
	// no name.
	secretType = regexp.MustCompile(`(?i)(secret|passw(or)?d|token|credential|ssm_parameter|random_bytes|sensitive_file)`)
	// sensitiveData matches data sources that read secrets.
	sensitiveData = regexp.MustCompile(`(?i)(secret|token|credential|ssm_parameter|sensitive_file)`)
	// secretBlock matches attributes that hold credentials beside other things.
	secretBlock = regexp.MustCompile(`(?i)(sensitive|kube_?config|kube_admin|private_pem|pkcs|_p12$|master_auth)`)
)

func fileSecret(name string) bool { return secretAttribute(name) || secretBlock.MatchString(name) }

// describing matches attributes of such types that describe the object and are no secret.
var describing = regexp.MustCompile(`(?i)^(id|arn|name|namespace|type|kind|region|location|path|scope|description|` +
	`(tags|labels|annotations)(_all)?|metadata|timeouts|triggers|keepers|content_type)$`)

// allButNames marks every text, list and map of an object but what describes it.
func allButNames(v any) any {
	object, ok := v.(map[string]any)
	if !ok {
		return true
	}
	shadow := map[string]any{}
	for k, e := range object {
		if mayBeSecret(e) && !describing.MatchString(k) && !plainName.MatchString(k) {
			shadow[k] = true
		}
	}
	return shadow
}

// mayBeSecret reports whether a value can be a secret at all: text, or something in which
// text may stand.
func mayBeSecret(v any) bool {
	switch v := v.(type) {
	case string:
		return v != ""
	case []any:
		return len(v) > 0
	case map[string]any:
		return len(v) > 0
	}
	return false
}

// mergeShadows makes one shadow that marks what any of them marks.
func mergeShadows(shadows []any) any {
	var merged any
	for _, s := range shadows {
		merged = mergeShadow(merged, s)
	}
	return merged
}

func mergeShadow(a, b any) any {
	switch a := a.(type) {
	case nil:
		return b
	case map[string]any:
		other, ok := b.(map[string]any)
		if !ok {
			if b == nil {
				return a
			}
			return true
		}
		for k, v := range other {
			a[k] = mergeShadow(a[k], v)
		}
		return a
	case []any:
		other, ok := b.([]any)
		if !ok {
			if b == nil {
				return a
			}
			return true
		}
		return append(a, other...)
	}
	return true
}
