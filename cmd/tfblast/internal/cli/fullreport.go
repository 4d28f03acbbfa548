package cli

import "github.com/tfblast/tfblast/analyzer/render"

// fullReport says, for a report that has to be shortened, in which file the same run writes
// all of it; empty where it writes none. Markdown is for people, so it comes before JSON.
func (r *request) fullReport() string {
	for _, format := range [...]string{"markdown", "json"} {
		for _, out := range r.outputs {
			whole := format == "json" || r.render.Limit == render.Limit{}
			if out.path != "" && out.format.Name == format && whole {
				return out.path + ", which the same run wrote"
			}
		}
	}
	return ""
}
