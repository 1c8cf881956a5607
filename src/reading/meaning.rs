//! The roles that words and phrases of the vocabulary play in a resume.

/// The roles that a word can play, as bits of a [`Marks`].
pub(crate) mod mark {
    /// The noun of a title: manager.
    pub(crate) const NOUN: u32 = 1;
    /// The subject of a title: marketing.
    pub(crate) const SUBJECT: u32 = 1 << 1;
    /// A little word inside titles and names: of.
    pub(crate) const LINK: u32 = 1 << 2;
    /// Opens a duty: managed.
    pub(crate) const OPENER: u32 = 1 << 3;
    /// A full stop after it ends no sentence: dept.
    pub(crate) const ABBREVIATION: u32 = 1 << 4;
    /// A kind of school: university.
    pub(crate) const INSTITUTION: u32 = 1 << 5;
    /// A word that grades how well a language is spoken: fluent.
    pub(crate) const LANGUAGE_LEVEL: u32 = 1 << 6;
    /// A word of rank: senior.
    pub(crate) const RANK: u32 = 1 << 7;
    /// A word of a named language: spanish.
    pub(crate) const LANGUAGE: u32 = 1 << 8;
    /// The first word of at least one phrase.
    pub(crate) const PHRASE: u32 = 1 << 9;
    /// The first word of a degree.
    pub(crate) const DEGREE: u32 = 1 << 10;
    /// The first word of a certificate.
    pub(crate) const CERTIFICATE: u32 = 1 << 11;
    /// The first word of a phrase of dates.
    pub(crate) const DATE: u32 = 1 << 12;
    /// A short form in titles: acct.
    pub(crate) const SHORT_FORM: u32 = 1 << 13;
    /// Says that the contact after it is another person's: referee.
    pub(crate) const OTHER_PERSON: u32 = 1 << 14;
    /// The first word of time that is no job: sabbatical.
    pub(crate) const AWAY: u32 = 1 << 15;
    /// Holds a digit, as "2018" and "FY18" do; told by the word itself.
    pub(crate) const DIGIT: u32 = 1 << 16;
}

/// A set of [`mark`] bits.
pub(crate) type Marks = u32;

/// The meaning of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A degree, by index in the vocabulary.
    Degree(u16),
    /// A field of study, by index in the order of ids.
    Field(u16),
    /// A degree still under way.
    InProgress,
    /// A degree that was left.
    Unfinished,
    /// Denies the degree right behind it.
    DegreeDenied,
    /// Says that the degree behind it is not the candidate's, or not yet.
    DegreeNotHeld,
    /// Says that the degree before it is asked for.
    DegreeDemanded,
    /// An event about the degree before it: an open day.
    DegreeEvent,
    /// A paper that is written for a degree, and has a subject.
    Thesis,
    /// Begins with the noun of a title, and names a place or thing: "Head Office".
    NoTitle,
    /// A degree that was reached after all.
    Reached,
    /// Courses, perhaps without a degree.
    Courses,
    /// A certificate or licence.
    Certificate,
    /// A language.
    Language,
    /// A sign that a language is spoken.
    LanguageSign,
    /// A sign of an employer's name.
    Employer,
    /// A state or country.
    Place,
    /// An honour.
    Honour,
    /// How much or on what terms somebody works: part-time.
    Terms,
    /// A word of a duration: months.
    Unit,
    /// A sign that nobody holds the title beside it: wanted.
    Unheld,
    /// The name of the document itself: curriculum vitae.
    DocumentName,
    /// A little word inside names: van.
    Particle,
    /// A word before names: Dr.
    Honorific,
    /// Greets the reader of a letter: dear.
    Greeting,
    /// Closes a letter: kind regards.
    Closing,
    /// Stands before the sender of a mail: from.
    Sender,
    /// Says that a mail was passed on: fwd.
    PassedOn,
    /// The first word of the names of many places, and of no person: San, Greater.
    PlaceOpening,
    /// A given name before a surname that is a trade: Greg, of Greg Baker.
    GivenName,
    /// Words that are in no name: application form.
    NoName,
    /// A verb before a title in a sentence: worked as a.
    HeldAs,
    /// The writer's own work: my current job.
    OwnPost,
    /// A verb of employment: joined.
    Employed,
    /// A word between "I" and such a verb: have.
    BesideVerb,
    /// A sign that a sentence tells of nothing that was: would.
    NotTold,
    /// Time that is no job: a career break.
    Away,
    /// Time that is no job unless an employer is named: care.
    PerhapsAway,
    /// Work without pay.
    Unpaid,
    /// Study as an entry of its own.
    Study,
}
