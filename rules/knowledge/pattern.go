package knowledge

import "strings"

// guessCap keeps a type that is judged by its name below the level high (60), even
// with a few points for circumstances, unless the name speaks of data.
const guessCap = 50

// pattern judges types without a row by the words in their name.
type pattern struct {
	// words fit anywhere in the name, endings only at its end; both are whole words
	// or runs of words joined by "_".
	words, endings []string
	because        string
	class          Class
	recovery       Tier
	container      bool
}

// matches looks at the name behind the provider's prefix: the type of a provider that
// is called like a database is not a database for that.
func (p pattern) matches(resourceType string) bool {
	name := resourceType
	if _, rest, ok := strings.Cut(resourceType, "_"); ok && rest != "" {
		name = rest
	}
	name = "_" + name + "_"
	for _, word := range p.words {
		if strings.Contains(name, "_"+word+"_") {
			return true
		}
	}
	for _, ending := range p.endings {
		if strings.HasSuffix(name, "_"+ending+"_") {
			return true
		}
	}
	return false
}

// guessed returns the class as a pattern may use it. A name that speaks of data keeps
// all points; any other is held down, because only its name is known.
func guessed(class Class, dataLike bool) Class {
	if dataLike {
		return class
	}
	class.Delete = min(class.Delete, guessCap)
	class.Replace = min(class.Replace, guessCap)
	class.Holds = HoldsNothing
	return class
}
