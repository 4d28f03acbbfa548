//go:build bootstrap

package knowledge

// builtinTable stands here without content, so that the generator can be built while
// builtin.go is missing or does not fit the types.
var builtinTable Table
