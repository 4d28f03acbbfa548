package chart

// ParseList reads one YAML text that is a list, as Parse reads one that is a map. An empty text
// has no elements; the error is for one that is no list, too large or no YAML.
func ParseList(text string) ([]any, error) {
	v, err := parse(text)
	if err != nil || v == nil {
		return nil, err
	}
	list, ok := v.([]any)
	if !ok {
		return nil, errNoList
	}
	return list, nil
}
