package mcp

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
)

// maxText bounds a text that comes out of a plan, in characters.
const maxText = 200

// text makes a text out of a plan fit for an agent: no control or invisible characters,
// and not long.
func text(s string) string {
	runes := []rune(render.Clean(s))
	if len(runes) > maxText {
		return string(runes[:maxText-1]) + "…"
	}
	return string(runes)
}

func texts(all []string, most int) []string {
	kept := []string{}
	for _, s := range all[:min(len(all), most)] {
		kept = append(kept, text(s))
	}
	return kept
}

// knownActions are the words for actions that are ours; a plan's own word is none.
var knownActions = []string{"create", "update", "replace", "delete", "forget", "read", "no-op"}

func action(word string) string {
	if slices.Contains(knownActions, word) {
		return word
	}
	return "unknown"
}

type gate struct {
	Name   string `json:"name"`
	Passed bool   `json:"passed"`
}

// gateStatus holds no text of the plan.
type gateStatus struct {
	Passed      bool   `json:"passed" jsonschema:"whether there are gates and all pass"`
	Gates       []gate `json:"gates"`
	Level       string `json:"level"`
	Score       int    `json:"score"`
	LowerBound  bool   `json:"lower_bound" jsonschema:"whether the plan may do more than it shows"`
	Fingerprint string `json:"fingerprint"`
}

func gatesOf(r *report.Report) gateStatus {
	status := gateStatus{
		Passed: len(r.Gates) > 0, Gates: []gate{}, Level: r.Summary.Level.String(), Score: r.Summary.Score,
		LowerBound: r.Summary.LowerBound, Fingerprint: r.Plan.Fingerprint,
	}
	for _, g := range r.Gates {
		status.Gates = append(status.Gates, gate{text(g.Name), g.Passed})
		status.Passed = status.Passed && g.Passed
	}
	return status
}

// analysis is the report of a plan, without its sentences.
type analysis struct {
	gateStatus
	Errored   bool           `json:"errored" jsonschema:"whether planning failed half-way"`
	Resources int            `json:"resources"`
	Affected  int            `json:"affected"`
	Actions   map[string]int `json:"actions"`
	Changes   []change       `json:"changes" jsonschema:"the most dangerous first"`
	Omitted   int            `json:"changes_omitted"`
	Findings  []finding      `json:"findings"`
}

type finding struct {
	Rule      string   `json:"rule"`
	Title     string   `json:"title"`
	Level     string   `json:"level"`
	Score     int      `json:"score"`
	Addresses []string `json:"addresses"`
	Omitted   int      `json:"addresses_omitted"`
}

// change is one change.
type change struct {
	Rank       int      `json:"rank"`
	Address    string   `json:"address"`
	Action     string   `json:"action"`
	Disruptive bool     `json:"disruptive"`
	Moved      bool     `json:"moved"`
	Imported   bool     `json:"imported"`
	Deposed    bool     `json:"deposed"`
	Order      string   `json:"order"`
	Certainty  string   `json:"certainty"`
	Level      string   `json:"level"`
	Score      int      `json:"score"`
	Outcomes   []string `json:"outcomes"`
	Recovery   string   `json:"recovery"`
	Opaque     bool     `json:"opaque" jsonschema:"whether the plan does not show what the change does"`
	Caused     bool     `json:"caused" jsonschema:"whether another change of the plan causes it"`
	Downstream counts   `json:"downstream"`
}

type counts struct {
	Direct     int  `json:"direct"`
	Total      int  `json:"total"`
	Unchanged  int  `json:"unchanged"`
	Changing   int  `json:"changing"`
	Leaving    int  `json:"leaving"`
	Depth      int  `json:"depth"`
	LowerBound bool `json:"lower_bound"`
	UpperBound bool `json:"upper_bound"`
}

func countsOf(d report.Downstream) counts {
	return counts{
		Direct: d.Direct, Total: d.Total, Unchanged: d.Unchanged, Changing: d.Changing, Leaving: d.Leaving,
		Depth: d.Depth, LowerBound: d.LowerBound, UpperBound: d.UpperBound,
	}
}

func changeOf(c *report.Change) change {
	return change{
		Rank: c.Rank, Address: text(c.Address), Action: action(c.Action), Disruptive: c.Disruptive, Moved: c.Moved,
		Imported: c.Imported, Deposed: c.Deposed != nil, Order: c.Order, Certainty: c.Certainty,
		Level: c.Risk.Level.String(), Score: c.Risk.Score, Outcomes: append([]string{}, c.Outcomes...),
		Recovery: c.Recovery.Tier, Opaque: c.Opaque, Caused: len(c.CausedBy) > 0, Downstream: countsOf(c.Downstream),
	}
}

func (s *Server) analysisOf(r *report.Report, most int) analysis {
	a := analysis{
		gateStatus: gatesOf(r), Errored: r.Plan.Errored, Resources: r.Summary.Resources, Affected: r.Summary.Affected,
		Actions: map[string]int{}, Changes: []change{}, Omitted: max(0, len(r.Changes)-most), Findings: []finding{},
	}
	for word, n := range r.Summary.Actions {
		a.Actions[action(word)] += n
	}
	for i := range r.Changes[:min(len(r.Changes), most)] {
		a.Changes = append(a.Changes, changeOf(&r.Changes[i]))
	}
	for _, f := range r.Findings[:min(len(r.Findings), most)] {
		a.Findings = append(a.Findings, finding{
			Rule: f.Rule, Title: s.Title(f.Rule), Level: f.Level.String(), Score: f.Score,
			Addresses: texts(f.Addresses, most), Omitted: max(0, len(f.Addresses)-most),
		})
	}
	return a
}

// explanation is all about one change, without its sentences.
type explanation struct {
	Changes      []detailed `json:"changes" jsonschema:"the change of the live object, then those of deposed ones"`
	Dependencies []link     `json:"dependencies" jsonschema:"what it depends on directly"`
	Dependents   []link     `json:"dependents" jsonschema:"what depends on it directly"`
	Cascade      []caused   `json:"cascade" jsonschema:"the changes that it causes"`
}

type detailed struct {
	change
	Type         string   `json:"type"`
	Class        string   `json:"class"`
	ReplacePaths []string `json:"replace_paths"`
	ForcedBy     []origin `json:"forced_by"`
	Changed      []string `json:"changed" jsonschema:"paths of the attributes that differ"`
	Factors      []factor `json:"factors"`
	CausedBy     []string `json:"caused_by"`
}

type origin struct {
	Path   string `json:"path"`
	Origin string `json:"origin"`
	By     string `json:"by"`
}

type factor struct {
	Rule   string `json:"rule"`
	Title  string `json:"title"`
	Points int    `json:"points"`
}

type link struct {
	Address string   `json:"address"`
	Kind    string   `json:"kind"`
	Sources []string `json:"sources"`
}

type caused struct {
	Address string `json:"address"`
	Action  string `json:"action"`
	Rank    int    `json:"rank"`
}

func (s *Server) explanationOf(e *report.Explanation, most int) explanation {
	out := explanation{Changes: []detailed{}, Dependencies: links(e.Dependencies, most), Dependents: links(e.Dependents, most), Cascade: []caused{}}
	for i := range e.Changes[:min(len(e.Changes), most)] {
		out.Changes = append(out.Changes, s.detailedOf(&e.Changes[i], most))
	}
	for _, c := range e.Cascade[:min(len(e.Cascade), most)] {
		out.Cascade = append(out.Cascade, caused{text(c.Address), action(c.Action), c.Rank})
	}
	return out
}

func (s *Server) detailedOf(c *report.Change, most int) detailed {
	d := detailed{
		change: changeOf(c), Type: text(c.Type), Class: c.Class, ReplacePaths: texts(c.ReplacePaths, most), ForcedBy: []origin{},
		Changed: texts(c.Changed, most), Factors: []factor{}, CausedBy: texts(c.CausedBy, most),
	}
	for _, o := range c.ForcedBy[:min(len(c.ForcedBy), most)] {
		by := ""
		if o.By != nil {
			by = text(*o.By)
		}
		d.ForcedBy = append(d.ForcedBy, origin{text(o.Path), o.Origin, by})
	}
	for _, f := range c.Risk.Factors {
		d.Factors = append(d.Factors, factor{f.Rule, s.Title(f.Rule), f.Points})
	}
	return d
}

func links(all []report.Link, most int) []link {
	out := []link{}
	for _, l := range all[:min(len(all), most)] {
		out = append(out, link{text(l.Address), l.Kind, append([]string{}, l.Sources...)})
	}
	return out
}

// downstream is what depends on one instance.
type downstream struct {
	Counts    counts     `json:"counts"`
	Resources []affected `json:"resources" jsonschema:"the nearest first"`
	Omitted   int        `json:"resources_omitted"`
}

type affected struct {
	Address  string `json:"address"`
	Distance int    `json:"distance"`
	Action   string `json:"action" jsonschema:"what the same plan does with it"`
}

func downstreamOf(d report.Downstream, most int) downstream {
	out := downstream{Counts: countsOf(d), Resources: []affected{}}
	for _, r := range d.Resources[:min(len(d.Resources), most)] {
		out.Resources = append(out.Resources, affected{text(r.Address), r.Distance, action(r.Action)})
	}
	out.Omitted = max(0, d.Total+d.New-len(out.Resources))
	return out
}
