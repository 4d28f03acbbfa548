package sarif

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// The properties of SARIF 2.1.0 that are read.
type (
	wireLog struct {
		Version string    `json:"version"`
		Runs    []wireRun `json:"runs"`
	}
	wireRun struct {
		Tool struct {
			Driver     wireComponent   `json:"driver"`
			Extensions []wireComponent `json:"extensions"`
		} `json:"tool"`
		Bases     map[string]wireArtifact `json:"originalUriBaseIds"`
		Artifacts []struct {
			Location wireArtifact `json:"location"`
		} `json:"artifacts"`
		Invocations []struct {
			Successful    *bool              `json:"executionSuccessful"`
			Execution     []wireNotification `json:"toolExecutionNotifications"`
			Configuration []wireNotification `json:"toolConfigurationNotifications"`
		} `json:"invocations"`
		Results []wireResult `json:"results"`
	}
	wireNotification struct {
		Level string `json:"level"`
	}
	wireComponent struct {
		Name  string     `json:"name"`
		Rules []wireRule `json:"rules"`
	}
	wireRule struct {
		ID               string `json:"id"`
		Name             string `json:"name"`
		HelpURI          string `json:"helpUri"`
		ShortDescription struct {
			Text string `json:"text"`
		} `json:"shortDescription"`
		Default struct {
			Level string `json:"level"`
		} `json:"defaultConfiguration"`
		Properties struct {
			// SecuritySeverity is a number in a string; some tools write the bare number.
			SecuritySeverity numeral `json:"security-severity"`
		} `json:"properties"`
	}
	wireResult struct {
		RuleID    string `json:"ruleId"`
		RuleIndex *int   `json:"ruleIndex"`
		Rule      struct {
			ID            string `json:"id"`
			Index         *int   `json:"index"`
			ToolComponent struct {
				Index *int `json:"index"`
			} `json:"toolComponent"`
		} `json:"rule"`
		Message struct {
			Text string `json:"text"`
		} `json:"message"`
		Kind          string `json:"kind"`
		Level         string `json:"level"`
		BaselineState string `json:"baselineState"`
		Suppressions  []struct {
			Status string `json:"status"`
		} `json:"suppressions"`
		Locations []wireLocation `json:"locations"`
	}
	wireLocation struct {
		Physical struct {
			Artifact wireArtifact `json:"artifactLocation"`
			Region   struct {
				StartLine int `json:"startLine"`
			} `json:"region"`
		} `json:"physicalLocation"`
		Logical []struct {
			Name      string `json:"name"`
			Qualified string `json:"fullyQualifiedName"`
		} `json:"logicalLocations"`
	}
	wireArtifact struct {
		URI    string `json:"uri"`
		BaseID string `json:"uriBaseId"`
		Index  *int   `json:"index"`
	}
)

// failed reports whether the tool says that it has not done all its work: by its word on an
// invocation, or by an error of its own (SARIF 2.1.0, sections 3.20.14, 3.20.21 and 3.20.22).
func (r *wireRun) failed() bool {
	isError := func(n wireNotification) bool { return n.Level == "error" }
	for _, i := range r.Invocations {
		if i.Successful != nil && !*i.Successful || slices.ContainsFunc(i.Execution, isError) || slices.ContainsFunc(i.Configuration, isError) {
			return true
		}
	}
	return false
}

// numeral is a number, or a string that holds one.
type numeral string

// UnmarshalJSON implements json.Unmarshaler. Anything else counts as no number.
func (n *numeral) UnmarshalJSON(b []byte) error {
	*n = ""
	if v := jsontext.Value(b); v.Kind() == '0' || v.Kind() == '"' {
		*n = numeral(strings.Trim(string(b), `"`))
	}
	return nil
}

// maxBases bounds the folders that a folder is relative to.
const maxBases = 10

// place reads a location; ok is false for one that says nothing.
func (r *wireRun) place(l *wireLocation) (p Place, ok bool) {
	artifact := l.Physical.Artifact
	if at := artifact.Index; artifact.URI == "" && at != nil && *at >= 0 && *at < len(r.Artifacts) {
		artifact = r.Artifacts[*at].Location
	}
	if file, absolute := filePath(artifact.URI); file != "" {
		p.File, p.Line = file, max(l.Physical.Region.StartLine, 0)
		if !absolute {
			p.Base = r.base(artifact.BaseID)
		}
	}
	for i := range l.Logical {
		for _, name := range []string{l.Logical[i].Qualified, l.Logical[i].Name} {
			if name != "" && len(p.Addresses) < maxPlaces {
				p.Addresses = append(p.Addresses, name)
			}
		}
	}
	return p, p.File != "" || len(p.Addresses) > 0
}

// base is the absolute path behind a name of a folder, empty if the log does not say.
func (r *wireRun) base(id string) string {
	rest := ""
	for range maxBases {
		artifact, ok := r.Bases[id]
		if !ok {
			return ""
		}
		file, absolute := filePath(artifact.URI)
		rest = path.Join(file, rest)
		if absolute {
			return rest
		}
		id = artifact.BaseID
	}
	return ""
}

// filePath is the path in a URI, empty for one that leads to no file of this machine, such
// as that of a downloaded module.
func filePath(uri string) (file string, absolute bool) {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "" && u.Scheme != "file" || u.Opaque != "" || u.Host != "" && u.Host != "localhost" {
		if !drive(uri) {
			return "", false
		}
		u = &url.URL{Path: uri} // a path of Windows that is no URI
	}
	file = strings.ReplaceAll(u.Path, `\`, "/")
	if file == "" || strings.ContainsRune(file, 0) {
		return "", false
	}
	file = path.Clean(file)
	if rest := strings.TrimPrefix(file, "/"); drive(rest) {
		return rest, true
	}
	return file, path.IsAbs(file)
}

// drive reports whether a path begins with a drive of Windows.
func drive(p string) bool {
	return len(p) > 2 && p[1] == ':' && (p[2] == '/' || p[2] == '\\') &&
		('a' <= p[0]|0x20 && p[0]|0x20 <= 'z')
}
