package aws

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// element is an element of an answer in XML, its names as they are written.
type element struct {
	name     string
	attrs    []xml.Attr
	children []*element
	text     string
}

// maxDepth is how deep the elements of an answer may lie in each other.
const maxDepth = 200

// stripXML keeps of an XML text what look-ups read; nothing of what is no XML.
func stripXML(body []byte) string {
	root, err := parseXML(body)
	if err != nil || root == nil {
		return ""
	}
	if len(root.children) == 0 {
		root.text = "" // that there is a root is kept, whatever it is called
	}
	var b strings.Builder
	root.write(&b, "", false)
	if b.Len() == 0 {
		return ""
	}
	return xml.Header + b.String()
}

func parseXML(body []byte) (*element, error) {
	d := xml.NewDecoder(bytes.NewReader(body))
	var open []*element
	var root *element
	for {
		token, err := d.RawToken() // names stay as they are written
		if errors.Is(err, io.EOF) && len(open) == 0 {
			return root, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			e := &element{name: rawName(t.Name), attrs: t.Copy().Attr}
			if len(open) > 0 {
				open[len(open)-1].children = append(open[len(open)-1].children, e)
			} else {
				root = e
			}
			if open = append(open, e); len(open) > maxDepth {
				return nil, errors.New("too many elements within each other")
			}
		case xml.EndElement:
			if len(open) == 0 || open[len(open)-1].name != rawName(t.Name) {
				return nil, errors.New("an element ends that did not begin")
			}
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				open[len(open)-1].text += string(t)
			}
		}
	}
}

func rawName(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// listed are the names of a list's entries, which say nothing of what they are.
var listed = map[string]bool{"item": true, "member": true}

// write writes what is kept of the element. under is the name of the list that it is an
// entry of.
func (e *element) write(b *strings.Builder, under string, values bool) {
	name := e.name
	if listed[name] && under != "" {
		name = under
	}
	isLeaf := len(e.children) == 0
	text := e.text
	if dropped[strings.ToLower(name)] || isLeaf && strings.TrimSpace(text) != "" && !keeps(name, text, values) {
		return
	}
	b.WriteString("<" + e.name)
	for _, a := range e.attrs {
		if a.Name.Local == "xmlns" || a.Name.Space == "xmlns" {
			b.WriteString(" " + rawName(a.Name) + `="`)
			_ = xml.EscapeText(b, []byte(a.Value)) // a strings.Builder takes everything
			b.WriteString(`"`)
		}
	}
	b.WriteString(">")
	if isLeaf {
		_ = xml.EscapeText(b, []byte(text))
	}
	values = values || keepsValues(e.child("key"), e.child("type"))
	for _, c := range e.children {
		c.write(b, e.name, values)
	}
	b.WriteString("</" + e.name + ">")
}

// child is the text of the first child of that name, in any case of its letters, that has
// no elements in it: of others no text is kept.
func (e *element) child(name string) string {
	for _, c := range e.children {
		if strings.EqualFold(c.name, name) && len(c.children) == 0 {
			return c.text
		}
	}
	return ""
}
