package generate

import (
	"bufio"
	"strconv"
)

// A printer writes one plan, part by part.
type printer struct {
	out        *bufio.Writer
	root       *module
	seed       uint64
	mix        Mix
	transitive bool // depends_on lists all ancestors, as Terraform does
	line       []byte
	scratch    []byte
}

const head = `{"format_version":"1.2","terraform_version":"1.11.4","variables":{"cost_center":{"value":"4711"},"region":{"value":"` + region + `"}}`

// plan writes the members in the order of Terraform's own output.
func (p *printer) plan() error {
	p.text(head)
	p.text(`,"planned_values":{"outputs":{"region":{"sensitive":false,"type":"string","value":"` + region + `"}},"root_module":`)
	if err := p.values(rootScope(p.root, p.seed), false); err != nil {
		return err
	}
	p.text(`},"resource_changes":[`)
	first := true
	if err := p.changes(rootScope(p.root, p.seed), &first); err != nil {
		return err
	}
	p.text(`],"output_changes":{"region":{"actions":["no-op"],"before":"` + region + `","after":"` + region +
		`","after_unknown":false,"before_sensitive":false,"after_sensitive":false}}`)
	p.text(`,"prior_state":{"format_version":"1.0","terraform_version":"1.11.4","values":{"outputs":{"region":{"sensitive":false,"value":"` +
		region + `","type":"string"}},"root_module":`)
	if err := p.values(rootScope(p.root, p.seed), true); err != nil {
		return err
	}
	p.text(`}},"configuration":`)
	if err := p.configuration(); err != nil {
		return err
	}
	p.relevant()
	p.text(`,"timestamp":"2026-01-15T10:00:00Z","applyable":true,"complete":true,"errored":false}` + "\n")
	return p.out.Flush()
}

// text writes a text; the writer keeps an error until Flush returns it.
func (p *printer) text(s string) { _, _ = p.out.WriteString(s) }

func (p *printer) flushLine() error {
	_, err := p.out.Write(p.line)
	p.line = p.line[:0]
	return err
}

// eachInstance calls visit for the instances of one module instance.
func (p *printer) eachInstance(s *scope, visit func(*instance) error) error {
	for _, r := range s.module.resources {
		for n := range max(1, len(r.keys)) {
			i := s.instance(r, n)
			i.action = p.mix.choose(i)
			if err := visit(i); err != nil {
				return err
			}
		}
	}
	return nil
}

// values writes a module instance and those within, as planned_values or prior_state
// hold them.
func (p *printer) values(s *scope, prior bool) error {
	p.text("{")
	open := `"resources":[`
	err := p.eachInstance(s, func(i *instance) error {
		if i.resource.data && !prior || i.action == remove && !prior || i.action == create && prior {
			return nil
		}
		p.text(open)
		open = ","
		return p.value(i, prior)
	})
	if err != nil {
		return err
	}
	separator := ""
	if open == "," {
		p.text("]")
		separator = ","
	}
	if s.parent != nil {
		p.text(separator + `"address":` + strconv.Quote(s.address))
		separator = ","
	}
	open = separator + `"child_modules":[`
	err = s.eachChild(func(child *scope) error {
		p.text(open)
		open = ","
		return p.values(child, prior)
	})
	if open == "," {
		p.text("]")
	}
	p.text("}")
	return err
}

func (p *printer) value(i *instance, prior bool) error {
	now := after
	if prior {
		now = before
	}
	p.line = append(p.line, `{"address":`...)
	p.line = strconv.AppendQuote(p.line, i.address())
	p.identity(i)
	p.line = append(p.line, `,"schema_version":0,"values":`...)
	p.line = appendValues(p.line, i, now)
	p.line = append(p.line, `,"sensitive_values":`...)
	p.line, p.scratch = appendMarks(p.line, i, now, isSensitive, p.scratch)
	if prior {
		p.dependsOn(i)
	}
	p.line = append(p.line, '}')
	return p.flushLine()
}

// identity appends what both a value and a change say about the instance.
func (p *printer) identity(i *instance) {
	mode, provider := "managed", "registry.terraform.io/hashicorp/aws"
	if i.resource.data {
		mode = "data"
	}
	switch i.resource.typ {
	case "random_password":
		provider = "registry.terraform.io/hashicorp/random"
	case "terraform_data":
		provider = "terraform.io/builtin/terraform"
	}
	p.line = append(p.line, `,"mode":"`+mode+`","type":"`+i.resource.typ+`","name":"`+i.resource.name+`"`...)
	switch {
	case i.resource.counted:
		p.line = append(append(p.line, `,"index":`...), i.key...)
	case i.key != "":
		p.line = strconv.AppendQuote(append(p.line, `,"index":`...), i.key)
	}
	p.line = append(p.line, `,"provider_name":"`+provider+`"`...)
}

func (p *printer) changes(s *scope, first *bool) error {
	err := p.eachInstance(s, func(i *instance) error {
		if i.resource.data {
			return nil
		}
		if !*first {
			p.line = append(p.line, ',')
		}
		*first = false
		return p.change(i)
	})
	if err != nil {
		return err
	}
	return s.eachChild(func(child *scope) error { return p.changes(child, first) })
}

func (p *printer) change(i *instance) error {
	p.line = append(p.line, `{"address":`...)
	p.line = strconv.AppendQuote(p.line, i.address())
	if i.scope.address != "" {
		p.line = strconv.AppendQuote(append(p.line, `,"module_address":`...), i.scope.address)
	}
	p.identity(i)
	p.line = append(append(p.line, `,"change":{"actions":`...), i.actions()...)
	p.line = append(p.line, `,"before":`...)
	p.side(i, before, i.action == create)
	p.line = append(p.line, `,"after":`...)
	p.side(i, after, i.action == remove)
	p.line = append(p.line, `,"after_unknown":`...)
	if i.action == noOp || i.action == remove {
		p.line = append(p.line, "{}"...)
	} else {
		p.line, p.scratch = appendMarks(p.line, i, after, i.isUnknown, p.scratch)
	}
	p.line = append(p.line, `,"before_sensitive":`...)
	p.marks(i, before, i.action == create)
	p.line = append(p.line, `,"after_sensitive":`...)
	p.marks(i, after, i.action == remove)
	if i.action == replace && i.resource.forcing != "" {
		p.line = append(p.line, `,"replace_paths":[["`+i.resource.forcing+`"]]`...)
	}
	p.line = append(p.line, '}')
	if reason := i.reason(); reason != "" {
		p.line = append(p.line, `,"action_reason":"`+reason+`"`...)
	}
	p.line = append(p.line, '}')
	return p.flushLine()
}

func (p *printer) side(i *instance, s side, absent bool) {
	if absent {
		p.line = append(p.line, "null"...)
		return
	}
	p.line = appendValues(p.line, i, s)
}

func (p *printer) marks(i *instance, s side, absent bool) {
	if absent {
		p.line = append(p.line, "false"...)
		return
	}
	p.line, p.scratch = appendMarks(p.line, i, s, isSensitive, p.scratch)
}

func isSensitive(a *attribute) bool { return a.sensitive }

func (i *instance) isUnknown(a *attribute) bool { return a.computed && i.action.makesNew() }
