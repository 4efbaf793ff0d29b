from enum import StrEnum


class Topic(StrEnum):
    CRIME = "crime"
    DISASTER = "disaster"
    ECONOMY = "economy"
    HEALTH = "health"
    JOBS = "jobs"
    LAW = "law"
    OTHER = "other"
    POLITICS = "politics"
    PUBLIC_FIGURES = "public_figures"
    RELIGION_AND_ETHNICITY = "religion_and_ethnicity"
    SOCIAL_AID = "social_aid"
    TECHNOLOGY = "technology"

    def __str__(self) -> str:
        return str(self.value)
