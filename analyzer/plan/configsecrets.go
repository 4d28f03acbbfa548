package plan

import (
	"slices"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/tfblast/tfblast/analyzer/address"
)

// collectSecrets adds what the configuration holds in clear: defaults of variables
// that are sensitive or secret by their name, constants given to them, and constants of
// provider arguments that are secret by their name; those of resources the workers
// collect. variables holds the values given to the root module.
func collectSecrets(s *collected, w *wireConfig, variables map[string]*tfjson.PlanVariable) {
	for _, p := range w.Providers {
		if p != nil {
			collectNamedConstants(s, p.Expressions)
		}
	}
	if w.Root == nil {
		return
	}
	for name := range sensitiveVariables(w.Root) {
		if given := variables[name]; given != nil {
			s.collectAll(given.Value)
		}
	}
	collectModuleSecrets(s, w.Root)
}

// sensitiveVariables returns the variables of a module that are declared sensitive, or
// that go into a variable of a called module that is.
func sensitiveVariables(m *wireModule) map[string]bool {
	sensitive := map[string]bool{}
	for name, v := range m.Variables {
		if v != nil && v.Sensitive {
			sensitive[name] = true
		}
	}
	for _, call := range m.Calls {
		if call == nil || call.Module == nil {
			continue
		}
		for input := range sensitiveVariables(call.Module) {
			for _, name := range variablesIn(call.Expressions[input]) {
				sensitive[name] = true
			}
		}
	}
	return sensitive
}

// variablesIn lists the variables to which an expression refers.
func variablesIn(expression any) []string {
	object, ok := expression.(map[string]any)
	if !ok {
		return nil
	}
	list, _ := stringList(object["references"])
	var names []string
	for _, text := range list {
		if ref := address.ParseReference(text); ref.Kind == address.RefVariable {
			names = append(names, ref.Name)
		}
	}
	return names
}

func collectModuleSecrets(s *collected, m *wireModule) {
	sensitive := sensitiveVariables(m)
	for name, v := range m.Variables {
		if v != nil && (sensitive[name] || secretAttribute(name)) {
			s.collectAll(v.Default)
		}
	}
	for _, o := range m.Outputs {
		if o != nil && o.Sensitive {
			collectConstants(s, o.Expression)
		}
	}
	for _, call := range m.Calls {
		if call == nil || call.Module == nil {
			continue
		}
		below := sensitiveVariables(call.Module)
		for input, expression := range call.Expressions {
			if secretAttribute(input) || below[input] {
				collectConstants(s, expression)
			}
		}
		collectModuleSecrets(s, call.Module)
	}
}

// collectConstants adds every constant below an expression.
func collectConstants(s *collected, expression any) {
	switch e := expression.(type) {
	case map[string]any:
		if constant, ok := e["constant_value"]; ok {
			s.collectAll(constant)
		}
		for _, v := range e {
			collectConstants(s, v)
		}
	case []any:
		for _, v := range e {
			collectConstants(s, v)
		}
	}
}

// collectNamedConstants adds the constants of arguments whose name says secret.
func collectNamedConstants(s *collected, expressions map[string]any) {
	names := address.SortedKeys(expressions)
	for _, name := range slices.DeleteFunc(names, func(n string) bool { return !secretAttribute(n) }) {
		collectConstants(s, expressions[name])
	}
	for _, v := range expressions {
		switch v := v.(type) {
		case map[string]any:
			if _, leaf := v["references"].([]any); !leaf {
				collectNamedConstants(s, v)
			}
		case []any:
			for _, e := range v {
				if block, ok := e.(map[string]any); ok {
					collectNamedConstants(s, block)
				}
			}
		}
	}
}
