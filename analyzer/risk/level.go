// Package risk holds levels, the factors that make up a score, and the score.
package risk

import (
	"fmt"
	"strings"
)

// Level is a band of scores. The zero value is LevelInfo.
type Level uint8

// The levels, from harmless to critical. Their lower bounds are scores of 0, 10,
// 35, 60 and 80 on the scale of 0 to 100.
const (
	LevelInfo Level = iota
	LevelLow
	LevelMedium
	LevelHigh
	LevelCritical
)

var levelNames = [...]string{"info", "low", "medium", "high", "critical"}

// levelFloors holds the lowest score of each level.
var levelFloors = [...]int{0, 10, 35, 60, 80}

// Levels lists all levels, critical first, as reports name them.
func Levels() []Level {
	return []Level{LevelCritical, LevelHigh, LevelMedium, LevelLow, LevelInfo}
}

// String returns the level's word: info, low, medium, high or critical.
func (l Level) String() string {
	if int(l) < len(levelNames) {
		return levelNames[l]
	}
	return fmt.Sprintf("level(%d)", uint8(l))
}

// MarshalText implements encoding.TextMarshaler with the level's word.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler; it takes what ParseLevel takes.
func (l *Level) UnmarshalText(text []byte) error {
	parsed, err := ParseLevel(string(text))
	if err != nil {
		return err
	}
	*l = parsed
	return nil
}

// LevelOf returns the level in which a score of 0 to 100 falls.
func LevelOf(score int) Level {
	level := LevelInfo
	for i, floor := range levelFloors {
		if score >= floor {
			level = Level(i)
		}
	}
	return level
}

// Floor returns the lowest score that has level l.
func (l Level) Floor() int {
	if int(l) < len(levelFloors) {
		return levelFloors[l]
	}
	return maxScore
}

// ParseLevel turns a level's word into the level. The error lists the words.
func ParseLevel(word string) (Level, error) {
	for i, name := range levelNames {
		if word == name {
			return Level(i), nil
		}
	}
	return LevelInfo, fmt.Errorf("unknown level %q: want one of %s", word, strings.Join(levelNames[:], ", "))
}
