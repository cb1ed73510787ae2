-- Whether a class, or one that extends it, has made the object.
local function __TS__MadeBy(object, class)
    local made = type(object) == "table" and object.constructor
    while made and made ~= class do
        made = made.____super
    end
    return made == class
end
