package time

import "errors"

// A Location is a time zone with a fixed offset.
type Location struct {
	name   string
	abbrev string
	east   int
}

// UTC is universal time, Local the zone of the machine: UTC too.
var (
	UTC   *Location = &Location{name: "UTC", abbrev: "UTC"}
	Local *Location = &Location{name: "Local", abbrev: "UTC"}
)

func (l *Location) get() *Location {
	if l == nil {
		return UTC
	}
	return l
}

func (l *Location) offset() int {
	if l == nil {
		return 0
	}
	return l.east
}

// String is the zone's name.
func (l *Location) String() string { return l.get().name }

// FixedZone makes a zone so many seconds east of UTC.
func FixedZone(name string, offset int) *Location {
	return &Location{name: name, abbrev: name, east: offset}
}

// LoadLocation knows UTC and Local: there is no data base of zones.
func LoadLocation(name string) (*Location, error) {
	switch name {
	case "", "UTC":
		return UTC, nil
	case "Local":
		return Local, nil
	}
	return nil, errors.New("unknown time zone " + name)
}

// In shows t in another zone.
func (t Time) In(loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Time.In")
	}
	t.loc = loc
	return t
}

// UTC shows t in UTC.
func (t Time) UTC() Time { return t.In(UTC) }

// Local shows t in the machine's zone.
func (t Time) Local() Time { return t.In(Local) }

// Location is the zone that t is shown in.
func (t Time) Location() *Location { return t.loc.get() }

// Zone gives the zone's abbreviation and offset.
func (t Time) Zone() (name string, offset int) {
	l := t.loc.get()
	return l.abbrev, l.east
}

// IsDST reports that no zone has daylight saving time.
func (t Time) IsDST() bool { return false }
