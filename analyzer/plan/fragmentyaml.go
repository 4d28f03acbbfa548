package plan

import (
	"errors"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"
)

// openYAML takes fragments out of the texts of YAML documents, which are written anew; false for
// what is no list or map of YAML.
func (o *opener) openYAML(text string) (string, bool) {
	var b strings.Builder
	decoder, encoder := yaml.NewDecoder(strings.NewReader(text)), yaml.NewEncoder(&b)
	encoder.SetIndent(2)
	y := &yamlOpener{opener: o, seen: map[*yaml.Node]bool{}}
	for {
		var document yaml.Node
		err := decoder.Decode(&document)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil || len(document.Content) != 1 || document.Content[0].Kind != yaml.MappingNode && document.Content[0].Kind != yaml.SequenceNode {
			return "", false
		}
		y.node(&document, false)
		if encoder.Encode(&document) != nil {
			return "", false
		}
	}
	if encoder.Close() != nil || b.Len() == 0 {
		return "", false
	}
	written := b.String()
	return written, !loose(written)
}

// loose reports whether a token still stands in a text.
func loose(text string) bool {
	for _, form := range secretForms {
		if form.trigger != "://" && strings.Contains(text, form.trigger) && form.pattern.MatchString(text) {
			return true
		}
	}
	return false
}

type yamlOpener struct {
	*opener
	// seen are the nodes that are done; with true, as secrets.
	seen map[*yaml.Node]bool
}

// node takes out what looks like a secret below a node. With secret, no text or number of it is
// kept.
func (y *yamlOpener) node(n *yaml.Node, secret bool) {
	if done, seen := y.seen[n]; seen && (done || !secret) {
		return
	}
	y.seen[n] = secret
	for _, comment := range []*string{&n.HeadComment, &n.LineComment, &n.FootComment} {
		if looksSecret(*comment) {
			*comment = ""
		}
	}
	switch n.Kind {
	case yaml.AliasNode:
		y.node(n.Alias, secret)
	case yaml.ScalarNode:
		y.scalar(n, secret)
	case yaml.MappingNode:
		y.mapping(n, secret)
	case yaml.DocumentNode, yaml.SequenceNode:
		inKey := false
		for _, e := range n.Content {
			inKey = inKey && e.Kind == yaml.ScalarNode && keyLine.MatchString(e.Value)
			begins, ends := strings.Contains(e.Value, "-----BEGIN"), strings.Contains(e.Value, "-----END")
			ofKey := strings.Contains(e.Value, "PRIVATE KEY")
			y.node(e, secret || inKey)
			if ofKey {
				inKey = begins && !ends
			}
		}
	}
}

func (y *yamlOpener) mapping(n *yaml.Node, secret bool) {
	named := false
	for i := 0; i+1 < len(n.Content); i += 2 {
		named = named || isNaming(n.Content[i].Value) && namesSecret(n.Content[i+1].Value)
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name := n.Content[i].Value
		y.node(n.Content[i+1], secret || namesSecret(name) || named && strings.EqualFold(name, "value"))
		y.node(n.Content[i], false)
	}
}

func (y *yamlOpener) scalar(n *yaml.Node, secret bool) {
	shown := n.Value
	switch {
	case secret && n.Tag != "!!null" && tells(n.Value):
		shown = y.placeholder(n.Value)
	case !secret:
		shown = y.leaf(n.Value)
	}
	if shown != n.Value {
		n.Value, n.Tag = shown, "!!str"
		if !strings.ContainsRune(shown, '\n') {
			n.Style = yaml.DoubleQuotedStyle
		}
	}
}
