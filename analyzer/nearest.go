package analyzer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
)

// maxNearest bounds the names that an error about an unknown address lists.
const maxNearest = 3

// unknownAddress is the error for an address that nothing has, with the nearest names.
func unknownAddress(wanted, what string, known []string) error {
	near := nearest(wanted, known)
	if len(near) == 0 {
		return fmt.Errorf("%s %s: there is none at all", wanted, what)
	}
	return fmt.Errorf("%s %s; the nearest: %s", wanted, what, strings.Join(near, ", "))
}

// nearest returns the names that differ least from the wanted one.
func nearest(wanted string, known []string) []string {
	names := slices.Clone(known)
	distances := make(map[string]int, len(names))
	for _, name := range names {
		distances[name] = editDistance(wanted, name)
		if strings.HasPrefix(name, wanted+"[") || strings.HasPrefix(name, wanted+".") {
			distances[name] = 0 // an instance of what was named
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(distances[a]-distances[b], address.Compare(a, b))
	})
	names = slices.Compact(names)
	return names[:min(len(names), maxNearest)]
}

// editDistance counts the bytes to insert, delete or replace to make b of a.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
