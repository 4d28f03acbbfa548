package aws

import (
	"time"
)

// recently is how long ago the last use of an object may be for it to count as in use.
const recently = 90 * 24 * time.Hour

// lastUse says when an object was last used, for what or where; a zero time means never as
// far as the service knows. Without a present time it is a note.
func (a *answer) lastUse(q *query, at *time.Time, what string) {
	if at == nil || at.IsZero() {
		a.notef("no %s is on record", what)
		return
	}
	now := q.options.Now
	if !now.IsZero() && now.Sub(*at) < recently {
		a.livef("last %s on %s", what, day(*at))
		return
	}
	a.notef("last %s on %s", what, day(*at))
}

func day(t time.Time) string { return t.UTC().Format(time.DateOnly) }

// backups counts what an object could be restored from.
type backups struct {
	count  int64
	latest time.Time
	id     string
}

func (b *backups) add(id string, at *time.Time) {
	b.count++
	if at != nil && at.After(b.latest) {
		b.latest, b.id = *at, id
	}
}

// say notes the snapshots. None is worth a note as well, if the answer is whole.
func (b *backups) say(a *answer) {
	switch {
	case b.count == 0 && !a.cut:
		a.notef("no snapshot of it exists")
	case b.latest.IsZero():
		a.notef("%s of it exist", counted(b.count, "snapshot", "snapshots"))
	case b.count > 0:
		a.notef("%s, the latest %s of %s", counted(b.count, "snapshot", "snapshots"), b.id, day(b.latest))
	}
}
