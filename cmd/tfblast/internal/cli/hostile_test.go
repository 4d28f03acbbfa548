package cli_test

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/cli"
)

// marker stands in every payload; where it is not found the payload has not arrived,
// and the test would prove nothing.
const marker = "arrived"

// payloads are strings that must not reach a terminal, a log or a CI system as they are.
var payloads = map[string]string{
	"invisible": "\x1b[31m" + marker + "\x1b]0;title\x07\x1b]8;;http://x\x1b\\ \u009b31m\x08\x00\x7f" +
		"\u202etxet\u202c \u2066x\u2069 \u200b\u200e\ufeff\u00ad\U000e0041",
	"lines": marker + "\nINJECTED line\r\nINJECTED line\u2028INJECTED line\u0085INJECTED line\vINJECTED line",
	"command": "::stop-commands::" + marker + "\n::set-output name=x::y\n##vso[task.complete result=Succeeded]" +
		"x ##[group]x ##teamcity[x] section_start:1:x travis_fold:start:x",
}

// object is a JSON object.
type object = map[string]any

// hostilePlan is a plan in which every place that can hold text is empty but one.
type hostilePlan struct {
	place string
	build func(text string) object
}

// changed is a plan with one update, edited.
func changed(edit func(entry, change object)) object {
	change := object{
		"actions": []string{"delete", "create"},
		"before":  object{"id": "i-1", "instance_class": "a"}, "after": object{"id": "i-1", "instance_class": "b"},
		"after_unknown": object{}, "replace_paths": [][]any{{"instance_class"}},
	}
	entry := object{
		"address": "aws_db_instance.db", "mode": "managed", "type": "aws_db_instance", "name": "db",
		"provider_name": "registry.terraform.io/hashicorp/aws", "change": change,
	}
	edit(entry, change)
	return object{"format_version": "1.2", "terraform_version": "1.11.4", "resource_changes": []object{entry}}
}

// inEntry puts the text into a member of the change's entry.
func inEntry(name string) func(string) object {
	return func(text string) object { return changed(func(entry, _ object) { entry[name] = text }) }
}

// atTop puts a value made of the text into a member of the plan.
func atTop(name string, value func(text string) any) func(string) object {
	return func(text string) object {
		p := changed(func(object, object) {})
		p[name] = value(text)
		return p
	}
}

func itself(text string) any { return text }

var hostilePlans = []hostilePlan{
	{"address", inEntry("address")},
	{"instance key", func(text string) object {
		key, _ := json.Marshal(text)
		return changed(func(entry, _ object) { entry["address"] = "aws_db_instance.db[" + string(key) + "]" })
	}},
	{"type", inEntry("type")},
	{"name", inEntry("name")},
	{"provider", inEntry("provider_name")},
	{"mode", inEntry("mode")},
	{"previous address", inEntry("previous_address")},
	{"deposed", inEntry("deposed")},
	{"reason", inEntry("action_reason")},
	{"action", func(text string) object {
		return changed(func(_, change object) { change["actions"] = []string{text} })
	}},
	{"actions", func(text string) object {
		return changed(func(_, change object) { change["actions"] = []string{"delete", text} })
	}},
	{"attribute", func(text string) object {
		return changed(func(_, change object) {
			change["before"], change["after"] = object{text: "a"}, object{text: "b"}
			change["replace_paths"] = [][]any{{text}}
		})
	}},
	{"value", func(text string) object {
		return changed(func(_, change object) {
			change["before"], change["after"] = object{"instance_class": text}, object{"instance_class": text + "x"}
		})
	}},
	{"path step", func(text string) object {
		return changed(func(_, change object) { change["replace_paths"] = [][]any{{"a", text}} })
	}},
	{"terraform version", atTop("terraform_version", itself)},
	{"timestamp", atTop("timestamp", itself)},
	{"format version", atTop("format_version", itself)},
	{"newer format version", atTop("format_version", func(text string) any { return "1.99" + text })},
	{"unlisted instance", atTop("planned_values", func(text string) any {
		return object{"root_module": object{"resources": []object{{"address": text, "mode": "managed", "type": "x", "name": "y"}}}}
	})},
	{"reference", func(text string) object {
		p := changed(func(_, change object) { change["actions"] = []string{"update"} })
		p["configuration"] = object{"root_module": object{"resources": []object{{
			"address": "aws_db_instance.db", "mode": "managed", "type": "aws_db_instance", "name": "db",
			"expressions": object{"name": object{"references": []string{"local." + text}}},
		}}}}
		return p
	}},
	{"invocation", atTop("action_invocations", func(text string) any {
		return []object{{"address": "action." + text, "type": text, "lifecycle_action_trigger": object{
			"triggering_resource_address": text, "action_trigger_event": text,
		}}}
	})},
	{"deferred", atTop("deferred_changes", func(text string) any {
		return []object{{"reason": text, "resource_change": changed(func(object, object) {})["resource_changes"].([]object)[0]}}
	})},
}

// TestHostileStrings puts hostile text into each place of a plan: in no format does any
// of it reach either stream as it is.
func TestHostileStrings(t *testing.T) {
	t.Parallel()
	for _, hostile := range hostilePlans {
		for _, kind := range slices.Sorted(maps.Keys(payloads)) {
			t.Run(hostile.place+"/"+kind, func(t *testing.T) {
				t.Parallel()
				content, err := json.Marshal(hostile.build(payloads[kind]))
				if err != nil {
					t.Fatal(err)
				}
				printed, all := runAllFormats(t, string(content), "--values", "all", "-v", "--fail-on", "low", "--stack", "app")
				if !strings.Contains(all, marker) {
					t.Error("the text is in no output: the test proves nothing")
				}
				for name, text := range printed {
					checkText(t, name, text)
				}
			})
		}
	}
}

// TestHostileInput does the same with inputs that are refused and with file names.
func TestHostileInput(t *testing.T) {
	t.Parallel()
	for _, kind := range slices.Sorted(maps.Keys(payloads)) {
		payload := payloads[kind]
		quoted, err := json.Marshal(payload)
		if err != nil {
			t.Fatal(err)
		}
		printed, _ := runAllFormats(t, `{"resource_changes": []}`, "--stack", payload, "--strict")
		for name, text := range printed {
			checkText(t, kind+" stack "+name, text)
		}
		for name, input := range map[string]string{
			"error message": "Error: " + payload,
			"before":        "Error: " + payload + "\n{\"resource_changes\": []}",
			"text":          payload,
			"wrapper":       payload + "\n{\"resource_changes\": []}",
			"after":         "{\"resource_changes\": []}\n" + payload,
			"raw in JSON":   "{\"resource_changes\": [{\"address\": \"" + payload + "\"}]}",
			"key":           "{\"resource_changes\": [{" + string(quoted) + ": 1, " + string(quoted) + ": 2}]}",
			"pointer":       "{\"resource_changes\": [{\"change\": {\"before\": {" + string(quoted) + ": {\"x\": [1, }}}}]}",
		} {
			checkStreams(t, kind+" "+name, run(t, input))
		}
		for _, args := range [][]string{
			{payload},
			{"--" + payload},
			{"-f", payload},
			{"--fail-on", payload},
			{"--max-delete", payload},
			{"--now", payload},
			{"--values", payload},
			{"-f", "json=missing/" + payload, "-"},
			{"--terraform", payload, payload + ".json"},
		} {
			r := run(t, `{"resource_changes": []}`, args...)
			checkStreams(t, kind+" argument "+args[0], r)
			if r.code != cli.ExitError || !strings.Contains(r.stderr, marker) && !strings.ContainsRune(payload, 0) {
				t.Errorf("%s argument %q: exit code %d, standard error %q", kind, args, r.code, r.stderr)
			}
		}
	}
}

// workflowCommand matches what GitHub obeys at the beginning of a line, and Azure,
// TeamCity, GitLab and Travis anywhere.
var workflowCommand = regexp.MustCompile(`(?m)^\s*::|##\[|##vso\[|##teamcity\[|section_(?:start|end):|travis_fold:`)

// ownAnnotation is a workflow command that tfblast itself writes (github), with a level's
// word in its title; what the runner shows of it is in the groups.
var ownAnnotation = regexp.MustCompile(`(?m)^::(?:error|warning|notice) (?:file=[^:,\n]+,line=\d+,)?title=((?:tfblast%3A |)(?:info|low|medium|high|critical) \d+[^:,\n]*)::(.*)$`)

// checkStreams checks what a run printed.
func checkStreams(t *testing.T, what string, r result) {
	t.Helper()
	checkText(t, what+": standard output", r.stdout)
	checkText(t, what+": standard error", r.stderr)
}

// checkText checks a text byte by byte.
func checkText(t *testing.T, what, text string) {
	t.Helper()
	if !utf8.ValidString(text) {
		t.Errorf("%s is not UTF-8", what)
	}
	for i, c := range text {
		if c != '\n' && !unicode.IsPrint(c) || unicode.Is(unicode.Cf, c) {
			t.Errorf("%s holds %U raw: %q", what, c, text[max(0, i-40):min(len(text), i+20)])
			break
		}
	}
	if command := workflowCommand.FindString(ownAnnotation.ReplaceAllString(text, "$1 $2")); command != "" {
		t.Errorf("%s holds the command %q", what, command)
	}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(strings.TrimLeft(line, " |>*-`"), "INJECTED") {
			t.Errorf("%s holds a line that begins with a plan's text: %q", what, line)
		}
	}
}
