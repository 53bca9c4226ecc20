//! A moment, and its text.

use std::ops::{Add, Sub};
use std::time::Duration;

/// A moment: microseconds since 1970 UTC, as the database keeps it, and its text as clients see it. Take "now" from
/// [`Request::now`](crate::Request::now), which does not move during a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Instant {
    microseconds: i64,
}

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400;

impl Instant {
    /// That many microseconds after the first of January 1970, 00:00 UTC.
    pub const fn from_microseconds(microseconds: i64) -> Self {
        Instant { microseconds }
    }
    /// The same, back.
    pub const fn microseconds(self) -> i64 {
        self.microseconds
    }
    /// Without fractions of a second, which is what [`text`](Instant::text) can show. Rows that clients read and send back are best
    /// kept so.
    pub const fn whole_seconds(self) -> Self {
        Instant { microseconds: self.microseconds - self.microseconds.rem_euclid(SECOND) }
    }
    /// Since `earlier`; nothing when that is later.
    pub fn since(self, earlier: Instant) -> Option<Duration> {
        let microseconds = self.microseconds.checked_sub(earlier.microseconds)?;
        u64::try_from(microseconds).ok().map(Duration::from_micros)
    }

    /// As `yyyy-MM-ddTHH:mm:ssZ`.
    pub fn text(self) -> String {
        let seconds = self.microseconds.div_euclid(SECOND);
        let (year, month, day) = date_of(seconds.div_euclid(DAY));
        let time = seconds.rem_euclid(DAY);
        format!("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", year, month, day, time / 3600, time / 60 % 60, time % 60)
    }

    /// Reads RFC 3339, with fractions of a second and offsets. Nothing when `text` is none, or outside the years 1 to 9999.
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader(text.as_bytes());
        let year = reader.digits(4).filter(|year| *year > 0)?;
        reader.take(b"-")?;
        let month = reader.digits(2).filter(|month| (1..=12).contains(month))?;
        reader.take(b"-")?;
        let day = reader.digits(2).filter(|day| (1..=days_in(year, month)).contains(day))?;
        reader.take(b"Tt ")?;
        let hour = reader.digits(2).filter(|hour| *hour < 24)?;
        reader.take(b":")?;
        let minute = reader.digits(2).filter(|minute| *minute < 60)?;
        reader.take(b":")?;
        let second = reader.digits(2).filter(|second| *second <= 60)?;
        let fraction = if reader.take(b".,").is_some() { reader.fraction()? } else { 0 };
        let offset = reader.offset()?;
        let seconds = days_until(year, month, day) * DAY + hour * 3600 + (minute - offset) * 60 + second;
        reader.0.is_empty().then(|| Instant { microseconds: seconds * SECOND + fraction })
    }
}

impl Add<Duration> for Instant {
    type Output = Instant;
    fn add(self, duration: Duration) -> Instant {
        Instant {
            microseconds: self.microseconds.saturating_add(i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)),
        }
    }
}
impl Sub<Duration> for Instant {
    type Output = Instant;
    fn sub(self, duration: Duration) -> Instant {
        Instant {
            microseconds: self.microseconds.saturating_sub(i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)),
        }
    }
}

struct Reader<'t>(&'t [u8]);

impl Reader<'_> {
    fn take(&mut self, any_of: &[u8]) -> Option<u8> {
        let first = *self.0.first()?;
        any_of.contains(&first).then(|| {
            self.0 = &self.0[1..];
            first
        })
    }
    fn digits(&mut self, count: usize) -> Option<i64> {
        (0..count).try_fold(0, |number, _| Some(number * 10 + i64::from(self.take(b"0123456789")? - b'0')))
    }
    // Microseconds; what is finer is dropped.
    fn fraction(&mut self) -> Option<i64> {
        let mut unit = 100_000;
        let mut fraction = unit * self.digits(1)?;
        while let Some(digit) = self.digits(1) {
            unit /= 10;
            fraction += unit * digit;
        }
        Some(fraction)
    }
    // Minutes east of Greenwich.
    fn offset(&mut self) -> Option<i64> {
        let sign = match self.take(b"Zz+-")? {
            b'+' => 1,
            b'-' => -1,
            _ => return Some(0),
        };
        let hours = self.digits(2).filter(|hours| *hours < 24)?;
        self.take(b":");
        let minutes = self.digits(2).filter(|minutes| *minutes < 60)?;
        Some(sign * (hours * 60 + minutes))
    }
}

// Days since 1970-01-01 and back, in the Gregorian calendar that begins its years in March, so that a leap day is the last.
fn days_until(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year - 719_468
}
fn date_of(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (era * 400 + year_of_era + i64::from(month <= 2), month, day_of_year - (153 * shifted + 2) / 5 + 1)
}
fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
