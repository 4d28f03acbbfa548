package knowledge

import (
	"os"
	"reflect"
	"testing"
)

// What is built in is what the files say.
func TestBuiltinIsGenerated(t *testing.T) {
	t.Parallel()
	want, err := Parse(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(builtinTable, *want) {
		t.Error("builtin.go is not what the HCL files give: run go generate ./rules/knowledge")
	}
}
