local function __TS__StringTrim(self)
    return __TS__StringTrimEnd(__TS__StringTrimStart(self))
end
