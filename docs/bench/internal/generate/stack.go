package generate

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
)

//go:embed types stack.txt
var texts embed.FS

// An attribute is one attribute of a resource.
type attribute struct {
	name      string
	value     template
	computed  bool // known only after apply where the object is new
	sensitive bool
	set       bool // stands in the configuration
}

// A resource is one resource block of a module.
type resource struct {
	address  string // within its module: "aws_vpc.this", "data.aws_ami.this"
	typ      string
	name     string
	data     bool
	keys     []string // of for_each, or the indices of count; nil for neither
	counted  bool
	attrs    []attribute
	taggable bool
	forcing  string // the attribute with <gen>, empty for none
	always   action // instead of one drawn, unless noOp
}

// A module is one module's configuration.
type module struct {
	name      string
	variables []string
	outputs   []binding
	resources []*resource
	calls     []*call
	byAddress map[string]*resource
	byCall    map[string]*call
}

// A call is one module call; its keys are set by the shape.
type call struct {
	name   string
	module *module
	args   []binding
	keys   []string // of for_each; nil for none
}

// A binding gives a variable or an output its value.
type binding struct {
	name     string
	ref      *reference
	constant string // JSON text, where ref is nil
}

// readTypes reads the attributes of all resource types, in the order of their files.
func readTypes() (map[string][]attribute, error) {
	types := map[string][]attribute{}
	files, err := texts.ReadDir("types")
	if err != nil {
		return nil, fmt.Errorf("resource types: %w", err)
	}
	for _, f := range files {
		text, err := texts.ReadFile(path.Join("types", f.Name()))
		if err != nil {
			return nil, fmt.Errorf("resource types: %w", err)
		}
		typ := ""
		for line := range strings.Lines(string(text)) {
			line = strings.TrimSuffix(line, "\n")
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			if name, ok := strings.CutPrefix(line, "type "); ok {
				typ = name
				continue
			}
			a, err := parseAttribute(typ, line)
			if err != nil {
				return nil, fmt.Errorf("%s: %s: %w", f.Name(), typ, err)
			}
			types[typ] = append(types[typ], a)
		}
	}
	return types, nil
}

func parseAttribute(salt, line string) (attribute, error) {
	name, text, found := strings.Cut(line, " ")
	if !found {
		return attribute{}, fmt.Errorf("line %q: want NAME VALUE", line)
	}
	bare := strings.TrimRight(name, "?$")
	value, err := parseTemplate(text, hashText(hashText(0, salt), bare))
	marks := name[len(bare):]
	return attribute{
		name: bare, value: value,
		computed: strings.Contains(marks, "?"), sensitive: strings.Contains(marks, "$"),
	}, err
}

// readStack reads the modules of the layered shape and links their calls.
func readStack() (map[string]*module, error) {
	types, err := readTypes()
	if err != nil {
		return nil, err
	}
	text, err := texts.ReadFile("stack.txt")
	if err != nil {
		return nil, fmt.Errorf("stack: %w", err)
	}
	s := &stackReader{types: types, modules: map[string]*module{}}
	for line := range strings.Lines(string(text)) {
		if err := s.line(strings.TrimSuffix(line, "\n")); err != nil {
			return nil, fmt.Errorf("stack: %q: %w", line, err)
		}
	}
	for _, m := range s.modules {
		for _, c := range m.calls {
			c.module = s.modules[c.name]
			if c.module == nil {
				return nil, fmt.Errorf("stack: module %s calls %s, which is not there", m.name, c.name)
			}
		}
	}
	return s.modules, nil
}

// stackReader holds where the reading of the stack is.
type stackReader struct {
	types    map[string][]attribute
	modules  map[string]*module
	module   *module
	call     *call
	resource *resource
}

func (s *stackReader) line(line string) error {
	if line == "" || strings.HasPrefix(line, "#") {
		return nil
	}
	if setting, ok := strings.CutPrefix(line, "  "); ok {
		return s.setting(setting)
	}
	word, rest, _ := strings.Cut(line, " ")
	switch word {
	case "module":
		s.module = newModule(rest)
		s.modules[rest] = s.module
	case "variable":
		s.module.variables = append(s.module.variables, rest)
	case "output":
		name, text, _ := strings.Cut(rest, " ")
		ref, err := parseReference(text)
		s.module.outputs = append(s.module.outputs, binding{name: name, ref: ref})
		return err
	case "call":
		s.call, s.resource = &call{name: rest}, nil
		s.module.addCall(s.call)
	case "resource":
		r, err := newResource(rest, s.types)
		if err != nil {
			return err
		}
		s.call, s.resource = nil, r
		s.module.add(r)
	default:
		return fmt.Errorf("unknown word %q", word)
	}
	return nil
}

func (s *stackReader) setting(line string) error {
	if s.call != nil {
		name, text, _ := strings.Cut(line, " ")
		ref, err := parseReference(text)
		s.call.args = append(s.call.args, binding{name: name, ref: ref})
		return err
	}
	return s.resource.override(line)
}

// newResource reads "TYPE.NAME", "TYPE.NAME count N" or "TYPE.NAME for_each A,B".
func newResource(text string, types map[string][]attribute) (*resource, error) {
	address, repeat, _ := strings.Cut(text, " ")
	r := &resource{address: address}
	typed, isData := strings.CutPrefix(address, "data.")
	r.typ, r.name, _ = strings.Cut(typed, ".")
	r.data = isData
	attrs, ok := types[strings.TrimSuffix(address, "."+r.name)]
	if !ok {
		return nil, fmt.Errorf("no attributes for %s", address)
	}
	r.attrs = slices.Clone(attrs)
	switch word, value, _ := strings.Cut(repeat, " "); word {
	case "count":
		n, err := strconv.Atoi(value)
		if err != nil {
			return nil, fmt.Errorf("count %q: want a number", value)
		}
		r.count(n)
	case "for_each":
		r.keys = strings.Split(value, ",")
	}
	r.classify()
	return r, nil
}

func (r *resource) count(n int) {
	r.counted, r.keys = true, make([]string, n)
	for i := range r.keys {
		r.keys[i] = strconv.Itoa(i)
	}
}

// override sets an attribute as the configuration does.
func (r *resource) override(line string) error {
	a, err := parseAttribute(r.address, line)
	if err != nil {
		return err
	}
	a.set = true
	at := slices.IndexFunc(r.attrs, func(old attribute) bool { return old.name == a.name })
	if at < 0 {
		r.attrs = append(r.attrs, a)
	} else {
		a.sensitive = r.attrs[at].sensitive
		r.attrs[at] = a
	}
	r.classify()
	return nil
}

func (r *resource) classify() {
	r.taggable, r.forcing = false, ""
	for _, a := range r.attrs {
		if a.value.has(slotTags) {
			r.taggable = true
		}
		if a.value.has(slotGen) {
			r.forcing = a.name
		}
	}
}

func (r *resource) attr(name string) *attribute {
	for i := range r.attrs {
		if r.attrs[i].name == name {
			return &r.attrs[i]
		}
	}
	return nil
}

func newModule(name string) *module {
	return &module{name: name, byAddress: map[string]*resource{}, byCall: map[string]*call{}}
}

func (m *module) addCall(c *call) {
	m.calls = append(m.calls, c)
	m.byCall[c.name] = c
}

func (m *module) add(r *resource) {
	m.resources = append(m.resources, r)
	m.byAddress[r.address] = r
}

// size counts the managed instances of one instance of the module.
func (m *module) size() int {
	n := 0
	for _, r := range m.resources {
		if !r.data {
			n += max(1, len(r.keys))
		}
	}
	for _, c := range m.calls {
		n += c.module.size() * max(1, len(c.keys))
	}
	return n
}
