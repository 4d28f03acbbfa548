package aws

import (
	"encoding/json"
	"strings"
)

// stripPolicy keeps of a function's policy who may call it and from where: all that is read of
// it. Names of statements and other conditions may hold tokens. Nothing is kept of what is no policy.
func stripPolicy(document string) string {
	type statement struct {
		Effect    string                                `json:"Effect,omitempty"`
		Principal json.RawMessage                       `json:"Principal,omitempty"`
		Condition map[string]map[string]json.RawMessage `json:"Condition,omitempty"`
	}
	var policy struct {
		Statement []statement `json:"Statement"`
	}
	if json.Unmarshal([]byte(document), &policy) != nil {
		return ""
	}
	for i := range policy.Statement {
		s := &policy.Statement[i]
		for by, keys := range s.Condition {
			for key := range keys {
				if !isSource(key) {
					delete(keys, key)
				}
			}
			if len(keys) == 0 {
				delete(s.Condition, by)
			}
		}
	}
	text, err := json.Marshal(policy)
	if err != nil {
		return ""
	}
	return string(text)
}

// isSource reports whether a key of a condition names the object or the account that calls.
func isSource(key string) bool {
	return strings.EqualFold(key, sourceARN) || strings.EqualFold(key, "AWS:SourceAccount")
}

// sourceARN is the key of a condition by which a policy names what may call.
const sourceARN = "AWS:SourceArn"
