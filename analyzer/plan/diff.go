package plan

import (
	"slices"
	"strconv"

	"github.com/tfblast/tfblast/analyzer/address"
)

// diff lists the attributes in which two masked objects differ, with those that
// become known only after apply. Objects are compared attribute by attribute, lists
// of the same length element by element, other lists as a whole.
func diff(before, after Object, unknown any) []Attribute {
	d := differ{}
	d.compare("", map[string]any(before), map[string]any(after), unknown)
	slices.SortFunc(d.changed, func(a, b Attribute) int { return address.Compare(a.Path, b.Path) })
	return d.changed
}

type differ struct{ changed []Attribute }

func (d *differ) compare(path string, before, after Value, unknown any) {
	if whole, ok := unknown.(bool); ok && whole && path != "" {
		d.add(path, before, after, true)
		return
	}
	b, bObject := before.(map[string]any)
	a, aObject := after.(map[string]any)
	if bObject && aObject || (bObject || aObject) && path == "" {
		d.compareObjects(path, b, a, unknown)
		return
	}
	bl, bList := before.([]any)
	al, aList := after.([]any)
	if bList && aList && len(bl) == len(al) && len(bl) > 0 && !scalars(bl) {
		for i := range bl {
			d.compare(path+"["+strconv.Itoa(i)+"]", bl[i], al[i], elementOf(unknown, i))
		}
		return
	}
	if anyTrue(unknown) {
		d.add(path, before, after, true)
		return
	}
	if !Equal(before, after) {
		d.add(path, before, after, false)
	}
}

func (d *differ) compareObjects(path string, before, after map[string]any, unknown any) {
	shadow, _ := unknown.(map[string]any)
	whole, _ := unknown.(bool) // each attribute of an object that is unknown as a whole
	names := make(map[string]bool, len(before)+len(after))
	for k := range before {
		names[k] = true
	}
	for k := range after {
		names[k] = true
	}
	for k, v := range shadow {
		if anyTrue(v) {
			names[k] = true
		}
	}
	for _, k := range address.SortedKeys(names) {
		child := shadow[k]
		if whole {
			child = true
		}
		d.compare(joinPath(path, k), before[k], after[k], child)
	}
}

func (d *differ) add(path string, before, after Value, unknown bool) {
	d.changed = append(d.changed, Attribute{
		Path: path, Unknown: unknown, Sensitive: IsMasked(before) || IsMasked(after),
		Before: before, After: after,
	})
}

// scalars reports whether a list holds nothing but plain values: such a list is one
// attribute to a reader.
func scalars(list []any) bool {
	return !slices.ContainsFunc(list, func(e any) bool {
		switch e.(type) {
		case map[string]any, []any:
			return true
		}
		return false
	})
}

// elementOf returns the shadow of a list's element.
func elementOf(shadow any, i int) any {
	if list, ok := shadow.([]any); ok && i < len(list) {
		return list[i]
	}
	return nil
}

// anyTrue reports whether a shadow marks anything.
func anyTrue(shadow any) bool {
	switch shadow := shadow.(type) {
	case bool:
		return shadow
	case []any:
		return slices.ContainsFunc(shadow, anyTrue)
	case map[string]any:
		for _, v := range shadow {
			if anyTrue(v) {
				return true
			}
		}
	}
	return false
}
