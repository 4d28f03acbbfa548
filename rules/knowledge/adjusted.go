package knowledge

// With returns a table like t in which adjust has the last word on what Lookup returns. The
// rest of the table, such as what a type acts on, stays as it is.
func (t *Table) With(adjust func(Type) Type) *Table {
	adjusted := *t
	adjusted.adjust = adjust
	return &adjusted
}
