package generate

import (
	"fmt"
	"strconv"
	"strings"
)

// services are the keys of the services of an environment.
var services = []string{
	"accounts", "billing", "catalog", "checkout", "delivery", "identity", "inventory", "invoices",
	"notifications", "orders", "payments", "pricing", "reports", "returns", "search", "shipping",
}

// layered makes as many environments as fit, a last one with fewer services, and fills
// up with log groups in the root module.
func layered(instances int, seed uint64) (*module, error) {
	modules, err := readStack()
	if err != nil {
		return nil, err
	}
	root := newModule("root")
	network, service := modules["network"].size(), modules["service"].size()
	left := instances
	for n := 0; left >= network+service; n++ {
		keys := services[:min(len(services), (left-network)/service)]
		left -= network + len(keys)*service
		root.addCall(environment(modules["environment"], n, keys))
	}
	shareKeys(root, seed)
	if left > 0 {
		if err := fill(root, "aws_cloudwatch_log_group.archive", left); err != nil {
			return nil, err
		}
	}
	return root, nil
}

// environment makes the call of one environment. It is handed the ARN of a key as it
// stands in another file: known, but no reference.
func environment(m *module, n int, keys []string) *call {
	own := newModule(m.name)
	own.variables = m.variables
	for _, c := range m.calls {
		mine := *c
		if c.name == "service" {
			mine.keys = keys
		}
		own.addCall(&mine)
	}
	return &call{
		name: fmt.Sprintf("%s_%03d", [...]string{"prod", "staging", "dev"}[n%3], n), module: own,
	}
}

// shareKeys hands each environment the ARN of the key of the first one of its eight, as
// text.
func shareKeys(root *module, seed uint64) {
	s := rootScope(root, seed)
	for n, c := range root.calls {
		network := s.child(root.calls[n/8*8], "")
		network = network.child(network.module.byCall["network"], "")
		key := &reference{resource: "aws_kms_key.this", attr: "arn"}
		c.args = []binding{{name: "platform_key_arn", constant: string(appendReference(nil, network, key, 0, ""))}}
	}
}

// fill adds count instances of one resource.
func fill(m *module, address string, count int) error {
	types, err := readTypes()
	if err != nil {
		return err
	}
	r, err := newResource(address+" count "+strconv.Itoa(count), types)
	if err != nil {
		return err
	}
	m.add(r)
	return nil
}

// data adds a terraform_data resource with an input.
func (m *module) data(types map[string][]attribute, text, input string) error {
	r, err := newResource("terraform_data."+text, types)
	if err != nil {
		return err
	}
	if input != "" {
		err = r.override("input " + input)
	}
	m.add(r)
	return err
}

// chain replaces its first instance, so that everything else is downstream.
func chain(instances int) (*module, error) {
	types, err := readTypes()
	if err != nil {
		return nil, err
	}
	root := newModule("root")
	previous := ""
	for n := range instances {
		name := fmt.Sprintf("step_%07d", n)
		if err := root.data(types, name, previous); err != nil {
			return nil, err
		}
		previous = `"<terraform_data.` + name + `.id>"`
	}
	root.resources[0].always = replace
	return root, nil
}

// star replaces its hub.
func star(instances int) (*module, error) {
	types, err := readTypes()
	if err != nil {
		return nil, err
	}
	root := newModule("root")
	if err := root.data(types, "hub", ""); err != nil {
		return nil, err
	}
	root.resources[0].always = replace
	if instances == 1 {
		return root, nil
	}
	return root, root.data(types, "spoke count "+strconv.Itoa(instances-1), `"<terraform_data.hub.id>"`)
}

// The modules of the web shape: their size and how many others each one reads.
const (
	webNodes  = 49
	webInputs = 5
	webReach  = 40
)

// web makes modules of nodes and of one resource that reads all of them, whose id is
// the module's output. Every node reads the outputs of up to webInputs of the webReach
// modules before its own: references between modules can't go round in a circle.
func web(instances int, seed uint64) (*module, error) {
	types, err := readTypes()
	if err != nil {
		return nil, err
	}
	root := newModule("root")
	node := newModule("node")
	inputs := make([]string, webInputs)
	for n := range inputs {
		name := "in_" + strconv.Itoa(n)
		node.variables = append(node.variables, name)
		inputs[n] = `"<var.` + name + `>"`
	}
	if err := node.data(types, "node count "+strconv.Itoa(webNodes), "["+strings.Join(inputs, ",")+"]"); err != nil {
		return nil, err
	}
	if err := node.data(types, "out", "<terraform_data.node[*].id>"); err != nil {
		return nil, err
	}
	node.outputs = []binding{{name: "id", ref: &reference{resource: "terraform_data.out", attr: "id"}}}
	for n := range instances / (webNodes + 1) {
		root.addCall(webCall(node, n, seed))
	}
	if left := instances % (webNodes + 1); left > 0 {
		return root, root.data(types, "rest count "+strconv.Itoa(left), "")
	}
	return root, nil
}

func webCall(node *module, n int, seed uint64) *call {
	c := &call{name: fmt.Sprintf("part_%05d", n), module: node}
	for i := range webInputs {
		b := binding{name: "in_" + strconv.Itoa(i), constant: `"none"`}
		if n > 0 {
			back := 1 + mix(seed, uint64(n*webInputs+i))%uint64(min(n, webReach))
			b.ref = &reference{module: fmt.Sprintf("part_%05d", n-int(back)), output: "id"} //nolint:gosec // at most webReach
		}
		c.args = append(c.args, b)
	}
	return c
}
